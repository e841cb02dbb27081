using DialogBot.Understanding.Rules;
using DialogBot.Understanding.Words;

namespace DialogBot.Understanding.Dangers;

/// <summary>Looks for danger in every utterance, apart from everything else that is understood.</summary>
internal sealed class DangerWatch(LanguageData data, Vocabulary vocabulary)
{
    private readonly RuleBook _signs = new(data.Rules("dangers"), vocabulary);

    public DangerFinding? Find(Sentence sentence)
    {
        var findings = new List<Finding>();
        _signs.Apply(sentence, findings);
        if (findings.Count == 0)
        {
            return null;
        }

        var worst = findings.MaxBy(finding => finding.Score);
        return new DangerFinding(new Danger(worst.Rule.Outcome, Severity.Urgent, worst.Score > 0.8), worst);
    }
}
