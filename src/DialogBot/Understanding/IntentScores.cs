using DialogBot.Understanding.Rules;
using DialogBot.Understanding.Times;

namespace DialogBot.Understanding;

/// <summary>Adds up what speaks for each intent; independent signs make each other surer.</summary>
internal sealed class IntentScores(Sentence sentence, List<Evidence> evidence)
{
    private readonly double[] _doubt = [.. Enumerable.Repeat(1.0, Enum.GetValues<Intent>().Length)];

    public void Add(RuleBook intents)
    {
        var findings = new List<Finding>();
        intents.Apply(sentence, findings);
        Rule? last = null;
        foreach (var finding in findings)
        {
            if (finding.Rule != last)
            {
                Add(IntentName.Parse(finding.Rule.Outcome), finding.Score, MeaningReader.Words(sentence, finding), finding.Rule.Pattern);
            }

            last = finding.Rule;
        }
    }

    public void AddServices(List<Finding> services)
    {
        foreach (var service in services)
        {
            Add(Intent.OrderCreate, 0.65 * service.Score, MeaningReader.Words(sentence, service), "service named");
        }
    }

    public void AddContext(IReadOnlyList<TimeMention> times, Expectation expecting)
    {
        if (times.Count > 0)
        {
            Add(Intent.Inform, expecting == Expectation.Time ? 0.9 : 0.4, sentence.Text[times[0].Start..times[0].End], "time named");
        }
    }

    public (Intent Intent, double Confidence) Best(double floor)
    {
        var best = Intent.Unknown;
        foreach (var intent in Enum.GetValues<Intent>())
        {
            best = _doubt[(int)intent] < _doubt[(int)best] ? intent : best;
        }

        var confidence = 1 - _doubt[(int)best];
        return confidence < floor ? (Intent.Unknown, confidence) : (best, confidence);
    }

    private void Add(Intent intent, double score, string words, string rule)
    {
        _doubt[(int)intent] *= 1 - Math.Clamp(score, 0, 0.99);
        evidence.Add(new Evidence(words, $"{IntentName.Of(intent)}: {rule}", score));
    }
}
