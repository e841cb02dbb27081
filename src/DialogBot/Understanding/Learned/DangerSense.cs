using DialogBot.Understanding.Rules;

namespace DialogBot.Understanding.Learned;

/// <summary>
/// How much an utterance sounds like the calls of people in danger, by all of its words: finds dangers told in words that
/// no rule knows, and tells the words of danger that are none.
/// </summary>
/// <remarks>It is told of the signs that the rules found, too.</remarks>
/// <param name="alarms">Tells danger from calm (learned/alarms.tsv).</param>
/// <param name="categories">Tells one danger from another (learned/dangers.tsv).</param>
internal sealed class DangerSense(LinearModel alarms, LinearModel categories, FeatureIndex index)
{
    public const string Danger = "danger";
    public const string Calm = "calm";

    /// <summary>Of an utterance of which less than this share is known nothing is felt.</summary>
    private const double Familiar = 0.2;

    private readonly int _danger = Array.IndexOf(alarms.Classes, Danger);

    /// <summary>Above 0 where danger is likelier than calm (log odds); null where too little of what is said is known.</summary>
    public double? Alarm(Sentence sentence)
    {
        Span<float> scores = stackalloc float[2];
        scores.Clear();
        var rules = sentence.KnownRules;
        rules.Clear();
        index.Find(sentence.DangerFeatures, rules);
        alarms.Score(sentence.Known, scores);
        alarms.Score(rules, scores);
        return sentence.Known.Count >= Familiar * sentence.Features.Count ? scores[_danger] - scores[1 - _danger] : null;
    }

    /// <summary>The danger that it is most likely, if it is one.</summary>
    public string Category(Sentence sentence)
    {
        Span<float> scores = stackalloc float[categories.Classes.Length];
        scores.Clear();
        categories.Score(sentence.Known, scores);
        var likeliest = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            likeliest = scores[i] > scores[likeliest] ? i : likeliest;
        }

        return categories.Classes[likeliest];
    }
}
