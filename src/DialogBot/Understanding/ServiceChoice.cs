using DialogBot.Understanding.Rules;
using DialogBot.Understanding.Words;

namespace DialogBot.Understanding;

/// <summary>Which services a sentence asks for: the best supported readings, no word counted for two of them.</summary>
internal sealed class ServiceChoice(RuleBook services, Vocabulary vocabulary)
{
    /// <summary>A second service must be supported nearly as well as the first.</summary>
    private const double Margin = 0.3;
    /// <summary>Beside another service a weak sign counts for nothing.</summary>
    private const double Weak = 0.62;
    private readonly int _refused = vocabulary.Concept("not-wanted");

    /// <summary>The services asked for and those refused (不要打扫), each in the order spoken.</summary>
    public (List<Finding> Asked, List<Finding> Refused) Choose(Sentence sentence, List<Evidence> evidence)
    {
        var findings = sentence.Findings;
        services.Apply(sentence, findings);
        findings.Sort(static (a, b) => b.Score != a.Score ? b.Score.CompareTo(a.Score) : b.WordCount - a.WordCount);
        var (asked, refused) = (new List<Finding>(), new List<Finding>());
        foreach (var finding in findings)
        {
            var chosen = IsRefused(sentence, finding) ? refused : asked;
            if (chosen.Count == 0 || (finding.Score > chosen[0].Score - Margin && finding.Score > Weak && !OnlySounds(sentence, finding) && chosen.TrueForAll(other => Apart(finding, other))))
            {
                chosen.Add(finding);
                evidence.Add(new Evidence(MeaningReader.Words(sentence, finding), $"service {finding.Rule.Outcome}: {finding.Rule.Pattern}", finding.Score));
            }
        }

        asked.Sort(static (a, b) => a.Start - b.Start);
        refused.Sort(static (a, b) => a.Start - b.Start);
        return (asked, refused);
    }

    /// <summary>What only sounds like a second wish is none.</summary>
    private static bool OnlySounds(Sentence sentence, in Finding finding)
    {
        for (var i = 0; i < sentence.Matches.Count && i < 128; i++)
        {
            if (sentence.Matches[i].BySound && (finding.Words & (UInt128.One << i)) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Apart(in Finding one, in Finding other) =>
        one.Rule.Outcome != other.Rule.Outcome && (one.Words & other.Words) == 0;

    /// <summary>不要打扫: the words of refusal stand right before what is refused.</summary>
    private bool IsRefused(Sentence sentence, in Finding finding)
    {
        foreach (var match in sentence.Matches)
        {
            if (match.End <= finding.Start && finding.Start - match.End <= 2 && vocabulary.Entries[match.Word].Concepts.Contains(_refused))
            {
                return true;
            }
        }

        return false;
    }
}
