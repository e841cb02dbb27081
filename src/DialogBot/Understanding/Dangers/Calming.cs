using DialogBot.Understanding.Rules;
using DialogBot.Understanding.Words;

namespace DialogBot.Understanding.Dangers;

/// <summary>Tells a danger that is there from one that is denied, past, told of, imagined, asked about or over.</summary>
internal sealed class Calming(Vocabulary vocabulary)
{
    /// <summary>手麻了好几年了: how far behind the sign it is said how long it has been so.</summary>
    private const int LongStanding = 3;
    private readonly int _denied = vocabulary.Concept("denied");
    private readonly int _hearsay = vocabulary.Concept("hearsay");
    private readonly int _if = vocabulary.Concept("if");
    private readonly int _past = vocabulary.Concept("past");
    private readonly int _pastAfter = vocabulary.Concept("past-after");
    private readonly int _now = vocabulary.Concept("now-words");
    private readonly int _asking = vocabulary.Concept("asking");
    private readonly int _over = vocabulary.Concept("over");
    private readonly int _notOver = vocabulary.Concept("not-over");

    private readonly int _yesterday = vocabulary.Concept("yesterday");
    private readonly int _feared = vocabulary.Concept("feared");
    private readonly int _chronic = vocabulary.Concept("chronic");
    private readonly int _pastMatter = vocabulary.Concept("past-matter");

    /// <summary>The words that take the danger away, or null where nothing does.</summary>
    public string? Reason(Sentence sentence, in Finding sign, DangerKind kind)
    {
        for (var i = 0; i < sentence.Matches.Count; i++)
        {
            var match = sentence.Matches[i];
            if (!match.BySound && Calms(sentence, sign, match, kind))
            {
                return sentence.Text.Substring(match.Start, match.Length);
            }
        }

        return null;
    }

    private bool Calms(Sentence sentence, in Finding sign, in Match match, DangerKind kind)
    {
        var concepts = vocabulary.Entries[match.Word].Concepts;
        return (Is(concepts, _denied) && Denies(sentence, sign, match))
            || (kind.Feared && Is(concepts, _feared) && Fears(sentence, sign, match))
            || (Is(concepts, _hearsay) && SameStory(sentence, sign, match))
            || (Is(concepts, _if) && SameStory(sentence, sign, match))
            || ((Is(concepts, _past) || (kind.Brief && Is(concepts, _yesterday))) && match.End <= sign.Start && !Says(sentence, _now, match.End, sign.End))
            || (Is(concepts, _pastAfter) && match.Start == sign.End)
            || (Is(concepts, _pastMatter) && match.Start >= sign.End)
            || (Is(concepts, _chronic) && match.Start - sign.End is >= 0 and <= LongStanding && !Says(sentence, _now, 0, sentence.Text.Length))
            || (Is(concepts, _asking) && SameStory(sentence, sign, match))
            || (kind.Passes && Is(concepts, _over) && match.Start >= sign.End - match.Length && !Says(sentence, _notOver, match.End, sentence.Text.Length));
    }

    /// <summary>没摔倒: right before one of the words that tell of it, and in the same clause.</summary>
    private static bool Denies(Sentence sentence, in Finding sign, in Match match)
    {
        for (var i = 0; i < sentence.Matches.Count && i < 128; i++)
        {
            var word = sentence.Matches[i];
            var gap = word.Start - match.End;
            if ((sign.Words & (UInt128.One << i)) != 0 && gap >= -1 && match.Start < word.Start && gap <= (match.Length > 1 ? 2 : 0) && !HasMark(sentence.Text, match.End, word.Start))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>我怕以后一个人洗澡摔倒: before it in the same clause, however far.</summary>
    private static bool Fears(Sentence sentence, in Finding sign, in Match match) =>
        match.End <= sign.Start && !HasMark(sentence.Text, match.End, sign.Start);

    private static bool SameStory(Sentence sentence, in Finding sign, in Match match) =>
        match.End <= sign.Start || match.Start - sign.End <= 12;

    private static bool HasMark(string text, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (Spelling.IsMark(text[i]))
            {
                return true;
            }
        }

        return false;
    }

    private bool Says(Sentence sentence, int concept, int from, int to)
    {
        for (var i = 0; i < sentence.Matches.Count; i++)
        {
            var match = sentence.Matches[i];
            if (match.Start >= from && match.Start < to && Is(vocabulary.Entries[match.Word].Concepts, concept))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(int[] concepts, int concept) => Array.IndexOf(concepts, concept) >= 0;
}
