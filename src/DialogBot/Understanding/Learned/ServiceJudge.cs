using DialogBot.Understanding.Rules;

namespace DialogBot.Understanding.Learned;

/// <summary>
/// How likely each service is what an utterance asks for, by all that is said and by what the rules make of it
/// (learned/services.tsv). Several can be asked for at once.
/// </summary>
internal sealed class ServiceJudge(LinearModel model, FeatureIndex index)
{
    public IReadOnlyList<string> Services => model.Classes;

    /// <summary>The likelihood of each service, 0 to 1.</summary>
    public void Judge(Sentence sentence, Span<float> likelihoods)
    {
        likelihoods.Clear();
        var rules = sentence.KnownRules;
        rules.Clear();
        index.Find(sentence.ServiceFeatures, rules);
        model.Score(sentence.Known, likelihoods);
        model.Score(rules, likelihoods);
        for (var i = 0; i < likelihoods.Length; i++)
        {
            likelihoods[i] = 1 / (1 + MathF.Exp(-likelihoods[i]));
        }
    }
}
