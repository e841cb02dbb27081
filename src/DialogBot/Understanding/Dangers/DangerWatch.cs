using DialogBot.Understanding.Learned;
using DialogBot.Understanding.Rules;
using DialogBot.Understanding.Words;

namespace DialogBot.Understanding.Dangers;

/// <summary>Looks for danger in every utterance, apart from everything else that is understood (dangers.yaml).</summary>
internal sealed class DangerWatch(Dictionary<string, DangerKind> kinds, Vocabulary vocabulary, DangerSense? sense)
{
    /// <summary>A sign this sure needs no asking back.</summary>
    private const double Sure = 0.8;
    /// <summary>Words of danger in a sentence that sounds so little like danger (log odds) are figures of speech.</summary>
    private const double Harmless = -3.5;
    /// <summary>The same where little is said: a cry is mostly what it seems.</summary>
    private const double HarmlessIfShort = -5;
    /// <summary>A sentence without any of the words that sounds this much like danger is one.</summary>
    private const double Alarming = -1;
    /// <summary>The same where little is said: the rules know the short cries.</summary>
    private const double AlarmingIfShort = 1.5;
    private const int Short = 8;
    /// <summary>The same where there are words of danger that others take back.</summary>
    private const double AlarmingIfCalmed = 0.5;
    private static readonly ulong Anything = FeatureKey.Number("");

    public IEnumerable<string> Patterns => _signs.Patterns;

    public IEnumerable<string> Categories => kinds.Keys;

    private readonly RuleBook _signs = new(kinds.ToDictionary(kind => kind.Key, kind => kind.Value.Signs), vocabulary);
    private readonly Calming _calming = new(vocabulary);
    private readonly int _maybe = vocabulary.Concept("maybe");

    /// <summary>The gravest danger that nothing in the sentence takes away.</summary>
    /// <param name="spoken">False while more of the sentence may follow: then only the words that the rules know count.</param>
    public DangerFinding? Find(Sentence sentence, bool spoken)
    {
        var (gravest, calmed) = FindSigns(sentence);
        if (sense is null || (gravest is null && !spoken))
        {
            return gravest;
        }

        var alarm = sense.Alarm(sentence);
        if (gravest is not null)
        {
            return alarm < (sentence.Text.Length < Short ? HarmlessIfShort : Harmless) ? null : gravest;
        }

        var alarming = calmed ? AlarmingIfCalmed : sentence.Text.Length < Short ? AlarmingIfShort : Alarming;
        return alarm is { } felt && felt > alarming ? Felt(sentence, sense.Category(sentence), felt) : null;
    }

    private (DangerFinding? Gravest, bool Calmed) FindSigns(Sentence sentence)
    {
        var signs = sentence.Findings;
        _signs.Apply(sentence, signs);
        DangerFinding? gravest = null;
        var calmed = false;
        sentence.DangerFeatures.Clear();
        foreach (var sign in signs)
        {
            var kind = kinds[sign.Rule.Outcome];
            if (kind.Whole && !IsAll(sentence, sign))
            {
                continue;
            }

            var takenBack = _calming.Reason(sentence, sign, kind) is not null;
            ReadFeatures(sentence.DangerFeatures, sign, takenBack ? FeatureKey.Calmed : FeatureKey.Alarm);
            if (takenBack)
            {
                calmed = true;
            }
            else if (Graver(kind.Severity, sign.Score, gravest))
            {
                gravest = new DangerFinding(new Danger(kind.Category ?? sign.Rule.Outcome, kind.Severity, IsCertain(sentence, sign)), sign, kind.Alone, kind.Passes);
            }
        }

        return (gravest, calmed);
    }

    /// <summary>What a learned model looks at: the danger, that there is one at all, and the rule.</summary>
    private static void ReadFeatures(List<Feature> features, in Finding sign, char kind)
    {
        FeatureReader.Raise(features, FeatureKey.Of(kind, sign.Rule.OutcomeNumber), (float)sign.Score);
        FeatureReader.Raise(features, FeatureKey.Of(kind, Anything), 1);
        FeatureReader.Raise(features, sign.Rule.Held, FeatureReader.RuleValue);
    }

    /// <summary>A danger told in words that no rule knows is asked about.</summary>
    private DangerFinding Felt(Sentence sentence, string category, double alarm)
    {
        var likelihood = 1 / (1 + Math.Exp(-alarm));
        var rule = new Rule(category, "as learned", likelihood, [], [], Ordered: false);
        return new DangerFinding(new Danger(category, kinds[category].Severity, Certain: false), new Finding(rule, likelihood, 0, sentence.Text.Length, 0), Alone: false, Passes: true);
    }

    /// <summary>Hardly anything is said beside it.</summary>
    private static bool IsAll(Sentence sentence, in Finding sign) =>
        sentence.Text.Length - sentence.Text.Count(Spelling.IsMark) <= sign.End - sign.Start + 1;

    private static bool Graver(Severity severity, double score, DangerFinding? than) =>
        than is null || score > than.Finding.Score + 0.05 || (score > than.Finding.Score - 0.05 && severity > than.Danger.Severity);

    private bool IsCertain(Sentence sentence, in Finding sign)
    {
        for (var i = 0; i < sentence.Matches.Count; i++)
        {
            var part = (sign.Words & (UInt128.One << Math.Min(i, 127))) != 0;
            if (part && sentence.Matches[i].BySound)
            {
                return false;
            }
        }

        return sign.Score >= Sure && !sentence.Says(_maybe);
    }
}
