using DialogBot.Understanding.Rules;

namespace DialogBot.Understanding.Learned;

/// <summary>
/// Weighs everything that is said, and what the rules make of it, by how much it has meant in sentences of known meaning
/// (learned/intents.tsv). The rules know words; this knows which of them decide.
/// </summary>
internal sealed class IntentJudge(LinearModel model, FeatureIndex index)
{
    private readonly Intent[] _intents = [.. model.Classes.Select(IntentName.Parse)];

    /// <summary>The likeliest intent and how likely it is, 0 to 1.</summary>
    /// <param name="choice">What the rules would choose.</param>
    /// <param name="evidence">What speaks for it by the rules; the judgement is added.</param>
    public (Intent Intent, double Likelihood) Judge(Sentence sentence, Intent choice, List<Evidence> evidence)
    {
        Span<float> scores = stackalloc float[_intents.Length];
        scores.Clear();
        FeatureReader.ReadRules(choice, evidence, sentence.RuleFeatures);
        var rules = sentence.KnownRules;
        rules.Clear();
        index.Find(sentence.RuleFeatures, rules);
        model.Score(sentence.Known, scores);
        model.Score(rules, scores);
        var best = scores.IndexOf(Max(scores));
        var likelihood = 1 / Excess(scores, best);
        evidence.Add(new Evidence(sentence.Text, $"{model.Classes[best]}: as learned", likelihood));
        return (_intents[best], likelihood);
    }

    private static float Max(ReadOnlySpan<float> scores)
    {
        var max = scores[0];
        foreach (var score in scores)
        {
            max = Math.Max(max, score);
        }

        return max;
    }

    private static double Excess(ReadOnlySpan<float> scores, int best)
    {
        var sum = 0.0;
        foreach (var score in scores)
        {
            sum += Math.Exp(score - scores[best]);
        }

        return sum;
    }
}
