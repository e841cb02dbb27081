namespace DialogBot;

/// <summary>One turn of the caller, as it was heard or typed.</summary>
/// <param name="Hypotheses">What it may have been, likeliest first; never empty. Typed text is one hypothesis of confidence 1.</param>
/// <param name="Id">Names this turn within its conversation, so that a turn delivered twice is answered once.</param>
public sealed record Utterance(IReadOnlyList<Hypothesis> Hypotheses, string Id)
{
    public string Text => Hypotheses[0].Text;

    public static Utterance Typed(string text, string id) => new([new Hypothesis(text, 1)], id);
}
