using DialogBot.Understanding.Learned;
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
    /// <summary>What stands in the clause that asks for somebody is wished for more than what was told before.</summary>
    private const double Requested = 0.06;
    /// <summary>An order is for the likeliest service, unless even that is this unlikely.</summary>
    private const float LikelyFirst = 0.05f;
    /// <summary>A further service must be likelier than not.</summary>
    private const float LikelySecond = 0.5f;
    private const double MostSure = 0.98;
    /// <summary>Two wishes named this close to each other are listed.</summary>
    private const int Listed = 5;
    /// <summary>再 and 顺便 say of a wish that it is a second one, from this far before it.</summary>
    private const int AlsoReach = 9;
    private readonly int _refused = vocabulary.Concept("not-wanted");
    private readonly int _dispatch = vocabulary.Concept("dispatch");
    private readonly int _also = vocabulary.Concept("also");

    /// <summary>The services asked for and those refused (不要打扫), each in the order spoken.</summary>
    public (List<Finding> Asked, List<Finding> Refused) Choose(Sentence sentence, List<Evidence> evidence)
    {
        var findings = sentence.Findings;
        services.Apply(sentence, findings);
        for (var i = 0; i < findings.Count; i++)
        {
            findings[i] = IsRequested(sentence, findings[i]) ? findings[i] with { Score = findings[i].Score + Requested } : findings[i];
        }

        findings.Sort(static (a, b) => b.Score != a.Score ? b.Score.CompareTo(a.Score) : b.End - b.Start - (a.End - a.Start));
        var (asked, refused) = (new List<Finding>(), new List<Finding>());
        foreach (var finding in findings)
        {
            var chosen = IsRefused(sentence, finding) ? refused : asked;
            if (chosen.Count == 0 || IsAnother(sentence, finding, chosen))
            {
                chosen.Add(finding with { Score = Math.Min(MostSure, finding.Score) });
                evidence.Add(new Evidence(MeaningReader.Words(sentence, finding), $"service {finding.Rule.Outcome}: {finding.Rule.Pattern}", finding.Score));
            }
        }

        ReadFeatures(sentence, asked, refused);
        asked.Sort(static (a, b) => a.Start - b.Start);
        refused.Sort(static (a, b) => a.Start - b.Start);
        return (asked, refused);
    }

    /// <summary>What was learned decides which services are ordered: those that are likely, and the likeliest in any case.</summary>
    public List<Finding> Decide(Sentence sentence, List<Finding> asked, ServiceJudge judge, List<Evidence> evidence)
    {
        Span<float> likelihoods = stackalloc float[judge.Services.Count];
        judge.Judge(sentence, likelihoods);
        var best = 0;
        for (var i = 1; i < likelihoods.Length; i++)
        {
            best = likelihoods[i] > likelihoods[best] ? i : best;
        }

        var decided = new List<Finding>();
        for (var i = 0; i < likelihoods.Length; i++)
        {
            var service = judge.Services[i];
            if (likelihoods[i] >= (i == best ? LikelyFirst : LikelySecond))
            {
                evidence.Add(new Evidence(sentence.Text, $"service {service}: as learned", likelihoods[i]));
                decided.Add(Told(sentence, service, likelihoods[i], asked));
            }
        }

        decided.Sort(static (a, b) => a.Start - b.Start);
        return decided;
    }

    private Finding Told(Sentence sentence, string service, double likelihood, List<Finding> asked)
    {
        foreach (var finding in asked)
        {
            if (finding.Rule.Outcome == service)
            {
                return finding with { Score = Math.Max(finding.Score, likelihood) };
            }
        }

        services.Apply(sentence, sentence.Findings);
        var told = new Finding(new Rule(service, "as learned", likelihood, [], [], Ordered: false), likelihood, 0, sentence.Text.Length, 0);
        foreach (var finding in sentence.Findings)
        {
            if (finding.Rule.Outcome == service && (told.Words == 0 || finding.Score > told.Score))
            {
                told = finding;
            }
        }

        return told with { Score = Math.Max(told.Score, likelihood) };
    }

    /// <summary>What a learned model looks at.</summary>
    private static void ReadFeatures(Sentence sentence, List<Finding> asked, List<Finding> refused)
    {
        var features = sentence.ServiceFeatures;
        features.Clear();
        foreach (var finding in sentence.Findings)
        {
            FeatureReader.Raise(features, FeatureKey.Of(FeatureKey.Sign, finding.Rule.OutcomeNumber), (float)finding.Score);
            FeatureReader.Raise(features, finding.Rule.Held, FeatureReader.RuleValue);
        }

        for (var i = 0; i < asked.Count; i++)
        {
            features.Add(new Feature(FeatureKey.Of(FeatureKey.ServiceChoice, asked[i].Rule.OutcomeNumber), 1));
        }

        if (asked.Count > 0)
        {
            features.Add(new Feature(FeatureKey.Of(FeatureKey.FirstService, asked[0].Rule.OutcomeNumber), 1));
        }

        for (var i = 0; i < refused.Count; i++)
        {
            FeatureReader.Raise(features, FeatureKey.Of(FeatureKey.Refusal, refused[i].Rule.OutcomeNumber), 1);
        }
    }

    private bool IsAnother(Sentence sentence, Finding finding, List<Finding> chosen) =>
        finding.Score > chosen[0].Score - Margin && finding.Score > Weak && !OnlySounds(sentence, finding)
        && chosen.TrueForAll(other => Apart(finding, other)) && IsAdded(sentence, finding, chosen);

    /// <summary>Listed beside a wish (洗澡剪头发), or added to it (下午再来修灯); else it is only spoken of.</summary>
    private bool IsAdded(Sentence sentence, Finding finding, List<Finding> chosen)
    {
        foreach (var other in chosen)
        {
            var (first, second) = finding.Start < other.Start ? (finding, other) : (other, finding);
            if (second.Start - first.End <= Listed || HasOwnTime(sentence, first, second) || Says(sentence, _also, Math.Max(first.Start, second.Start - AlsoReach), second.Start + 1))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>上午打扫,后天下午三点送饭: each wish has its day.</summary>
    private static bool HasOwnTime(Sentence sentence, in Finding first, in Finding second)
    {
        var (before, between) = (false, false);
        foreach (var mention in sentence.Times)
        {
            before |= mention.End <= first.Start;
            between |= mention.Start >= first.End && mention.End <= second.Start && second.Start - mention.End <= 3;
        }

        return before && between;
    }

    /// <summary>派个人 or 帮我 is said in the same clause, or right before it.</summary>
    private bool IsRequested(Sentence sentence, in Finding finding)
    {
        var (from, to) = (finding.Start, finding.End);
        while (from > 0 && !Spelling.IsMark(sentence.Text[from - 1]))
        {
            from--;
        }

        while (to < sentence.Text.Length && !Spelling.IsMark(sentence.Text[to]))
        {
            to++;
        }

        return Says(sentence, _dispatch, from, to);
    }

    private bool Says(Sentence sentence, int concept, int from, int to)
    {
        foreach (var match in sentence.Matches)
        {
            if (match.Start >= from && match.Start < to && vocabulary.Entries[match.Word].Concepts.Contains(concept))
            {
                return true;
            }
        }

        return false;
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
        one.Rule.Outcome != other.Rule.Outcome && (one.End <= other.Start || other.End <= one.Start);

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
