using DialogBot.Understanding.Rules;
using DialogBot.Understanding.Times;
using DialogBot.Understanding.Words;

namespace DialogBot.Understanding;

/// <summary>What is said beside service and time: for whom, where to, by whom, how many, how soon.</summary>
internal sealed class Details(Vocabulary vocabulary)
{
    /// <summary>What is counted of a service: portions, people, bags, times.</summary>
    private const string Measures = "份个位人袋斤盒瓶桶床件张次碗套箱条把间扇台盏块包";
    private readonly int _forWhom = vocabulary.Concept("for-whom");
    private readonly int _kin = vocabulary.Concept("kin");
    private readonly int _toPlace = vocabulary.Concept("to-place");
    private readonly int _elsewhere = vocabulary.Concept("elsewhere");
    private readonly int _worker = vocabulary.Concept("same-worker");
    private readonly int _address = vocabulary.Concept("address");
    private readonly int _addressMark = vocabulary.Concept("address-mark");
    private readonly int _urgent = vocabulary.Concept("urgent");

    /// <summary>丽君路十八号: a street, a house or an address by name.</summary>
    public bool TellsPlace(Sentence sentence) => sentence.Says(_address) || sentence.Says(_addressMark) || sentence.Says(_elsewhere);

    public Reading AddTo(Reading reading, Sentence sentence)
    {
        var (person, place) = (After(sentence, _forWhom, _kin), After(sentence, _toPlace, _elsewhere));
        var preference = First(sentence, _worker) is { } match ? Words(sentence, match) : null;
        var urgent = First(sentence, _urgent) is { } hurry ? Words(sentence, hurry) : null;
        var corrected = sentence.Times.Find(mention => mention.Corrects) is { End: > 0 } time ? sentence.Text[time.Start..time.End] : null;
        (string? Words, string Rule)[] found =
            [(person, "person"), (place, "place"), (preference, "preference"), (urgent, "urgent"), (corrected, "correction")];
        return reading with
        {
            Person = person,
            Place = place,
            Preference = preference,
            Urgent = urgent is not null,
            Correction = corrected is not null,
            Evidence = [.. reading.Evidence, .. found.Where(detail => detail.Words is not null).Select(detail => new Evidence(detail.Words!, detail.Rule, 1))],
        };
    }

    /// <summary>The number said of a service, such as 两份 for a meal.</summary>
    public static decimal? Quantity(string text, in Finding service)
    {
        for (var at = Math.Max(0, service.Start - 4); at < Math.Min(text.Length, service.End + 3); at++)
        {
            var (value, length) = Numerals.Read(text.AsSpan(at));
            var end = at + length;
            if (length > 0 && end < text.Length && Measures.Contains(text[end], StringComparison.Ordinal) && !IsPartOfTime(text, at, end))
            {
                return value;
            }

            at += Math.Max(0, length - 1);
        }

        return null;
    }

    /// <summary>下个 and 一个小时 count days and hours, 来个人 counts nothing.</summary>
    private static bool IsPartOfTime(string text, int at, int end) =>
        (text[end] == '个' && end + 1 < text.Length && text[end + 1] is '小' or '钟' or '星' or '礼' or '月' or '半' or '人')
        || (at > 0 && text[at - 1] is '第' or '点' or '周' or '期' or '拜' or '号');

    /// <summary>The time said nearest before a service, or in the same clause after it.</summary>
    public static TimeAsk? When(Sentence sentence, in Finding service, DateTime now)
    {
        TimeMention? nearest = null;
        foreach (var mention in sentence.Times)
        {
            if (mention.Start < service.Start || (nearest is null && sentence.Text.AsSpan(service.End, Math.Max(0, mention.Start - service.End)).IndexOf(',') < 0))
            {
                nearest = mention;
            }
        }

        return nearest is { } found ? WhenResolver.Ask(found.Piece, now) : null;
    }

    private string? After(Sentence sentence, int marker, int named)
    {
        for (var i = 0; i < sentence.Matches.Count; i++)
        {
            var match = sentence.Matches[i];
            if (Is(match, named) && HasBefore(sentence, marker, match.Start))
            {
                return Words(sentence, match);
            }
        }

        return null;
    }

    private bool HasBefore(Sentence sentence, int marker, int start)
    {
        for (var i = 0; i < sentence.Matches.Count; i++)
        {
            var match = sentence.Matches[i];
            if (match.End <= start && start - match.End <= 1 && Is(match, marker))
            {
                return true;
            }
        }

        return false;
    }

    private Match? First(Sentence sentence, int concept)
    {
        for (var i = 0; i < sentence.Matches.Count; i++)
        {
            if (Is(sentence.Matches[i], concept))
            {
                return sentence.Matches[i];
            }
        }

        return null;
    }

    private bool Is(in Match match, int concept) => Array.IndexOf(vocabulary.Entries[match.Word].Concepts, concept) >= 0;

    private static string Words(Sentence sentence, in Match match) => sentence.Text.Substring(match.Start, match.Length);
}
