using DialogBot;

namespace VoiceGateway.Speech;

/// <summary>What came of a <see cref="RecognitionRequest"/>.</summary>
/// <param name="Hypotheses">Likeliest first, different from each other; empty unless <see cref="RecognitionOutcome.Heard"/>.</param>
/// <param name="Waited">Time in the queue.</param>
/// <param name="Took">Time in the engine.</param>
public sealed record Recognition(RecognitionOutcome Outcome, IReadOnlyList<Hypothesis> Hypotheses, TimeSpan Waited, TimeSpan Took)
{
    public string Text => Hypotheses.Count > 0 ? Hypotheses[0].Text : "";

    public static Recognition Without(RecognitionOutcome outcome, TimeSpan waited = default, TimeSpan took = default) => new(outcome, [], waited, took);
}
