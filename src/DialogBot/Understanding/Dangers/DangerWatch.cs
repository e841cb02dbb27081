using DialogBot.Understanding.Rules;
using DialogBot.Understanding.Words;

namespace DialogBot.Understanding.Dangers;

/// <summary>Looks for danger in every utterance, apart from everything else that is understood (dangers.yaml).</summary>
internal sealed class DangerWatch(Dictionary<string, DangerKind> kinds, Vocabulary vocabulary)
{
    /// <summary>A sign this sure needs no asking back.</summary>
    private const double Sure = 0.8;
    private readonly RuleBook _signs = new(kinds.ToDictionary(kind => kind.Key, kind => kind.Value.Signs), vocabulary);
    private readonly Calming _calming = new(vocabulary);
    private readonly int _maybe = vocabulary.Concept("maybe");

    /// <summary>The gravest danger that nothing in the sentence takes away.</summary>
    public DangerFinding? Find(Sentence sentence)
    {
        var signs = sentence.Findings;
        _signs.Apply(sentence, signs);
        DangerFinding? gravest = null;
        foreach (var sign in signs)
        {
            var kind = kinds[sign.Rule.Outcome];
            if ((!kind.Whole || IsAll(sentence, sign)) && _calming.Reason(sentence, sign, kind) is null && Graver(kind.Severity, sign.Score, gravest))
            {
                gravest = new DangerFinding(new Danger(kind.Category ?? sign.Rule.Outcome, kind.Severity, IsCertain(sentence, sign)), sign, kind.Alone, kind.Passes);
            }
        }

        return gravest;
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
