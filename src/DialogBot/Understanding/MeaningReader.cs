using DialogBot.Understanding.Dangers;
using DialogBot.Understanding.Rules;
using DialogBot.Understanding.Times;
using DialogBot.Understanding.Words;

namespace DialogBot.Understanding;

/// <summary>Weighs what the rules found and says what the utterance is for.</summary>
internal sealed class MeaningReader(RuleBook services, RuleBook intents, Vocabulary vocabulary)
{
    /// <summary>An utterance understood less than this is not understood.</summary>
    private const double Floor = 0.3;
    private readonly ServiceChoice _choice = new(services, vocabulary);

    public Reading Read(Sentence sentence, DangerFinding? danger, DateTime now, Expectation expecting)
    {
        var evidence = new List<Evidence>();
        var asked = _choice.Choose(sentence, evidence);
        var scores = new IntentScores(sentence, evidence);
        scores.Add(intents);
        scores.AddServices(asked);
        scores.AddContext(sentence.Times, expecting);
        var (intent, confidence) = scores.Best(Floor);
        if (danger is not null)
        {
            evidence.Add(new Evidence(Words(sentence, danger.Finding), $"danger {danger.Danger.Category}: {danger.Finding.Rule.Pattern}", danger.Finding.Score));
            (intent, confidence) = (Intent.Emergency, danger.Finding.Score);
        }

        var asks = asked.Select(finding => new ServiceAsk(finding.Rule.Outcome, finding.Score)).ToArray();
        return new Reading(sentence.Text, intent, confidence, asks, WhenResolver.Resolve(sentence.Times, now), danger?.Danger, evidence);
    }

    internal static string Words(Sentence sentence, Finding finding) => sentence.Text[finding.Start..finding.End];
}
