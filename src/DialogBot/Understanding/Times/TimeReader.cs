namespace DialogBot.Understanding.Times;

/// <summary>Finds the times in a sentence and joins what belongs together: 明天 + 下午 + 三点.</summary>
internal sealed class TimeReader(TimeWords words)
{
    private readonly DateGrammar _dates = new(words);
    private readonly ClockGrammar _clocks = new(words);
    private readonly RecurrenceGrammar _recurrences = new(words);
    private readonly SpanGrammar _spans = new(words);

    /// <summary>Fills the list with the times in a sentence, in the order spoken; those that are taken back (不是明天) are left out.</summary>
    /// <param name="now">The moment of speaking, local time.</param>
    public void Find(string text, DateTime now, List<TimeMention> mentions)
    {
        mentions.Clear();
        var corrects = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (!words.MayStart(text[at]))
            {
                continue;
            }

            var piece = Longest(text, at, now, mentions.Count > 0 ? mentions[^1].End : -1);
            if (mentions.Count > 0 && mentions[^1].Piece.Date is { } named && _dates.ReadMove(text, at, named) is { Found: true } moved && moved.End >= piece.End)
            {
                mentions.Add(new TimeMention(moved, Corrects: true));
                at = moved.End - 1;
                continue;
            }

            if (!piece.Found)
            {
                continue;
            }

            if (IsSetEqual(text, piece, now))
            {
                at = piece.End + 1;
                continue;
            }

            if (piece.Date < DateOnly.FromDateTime(now) && words.OrderedAfter.TryRead(text, piece.End, out _, out _))
            {
                at = piece.End - 1;
                continue;
            }

            var takenBack = IsTakenBack(text, at);
            if (!takenBack && !Join(text, piece, mentions))
            {
                corrects |= mentions.Count > 0 && IsCorrected(text, mentions[^1].End, at);
                mentions.Add(new TimeMention(piece, corrects));
                corrects = false;
            }

            corrects |= takenBack;
            at = piece.End - 1;
        }
    }

    private TimePiece Longest(string text, int at, DateTime now, int before)
    {
        var longest = _recurrences.Read(text, at);
        Keep(ref longest, _dates.Read(text, at, DateOnly.FromDateTime(now)));
        Keep(ref longest, _clocks.Read(text, at));
        Keep(ref longest, _spans.Read(text, at, now));
        Keep(ref longest, PartOfDay(text, at, before));
        return longest;
    }

    private static void Keep(ref TimePiece longest, TimePiece other)
    {
        if (other.End > longest.End)
        {
            longest = other;
        }
    }

    /// <summary>A part of day; the short 早 and 晚 only beside a day or an hour, and never a greeting (早上好).</summary>
    private TimePiece PartOfDay(string text, int at, int before)
    {
        if (!words.Parts.TryRead(text, at, out var part, out var end) || Greets(text, at, end))
        {
            return default;
        }

        return end - at > 1 || before == at || _clocks.Read(text, end).Found ? new TimePiece(at, end) { Part = part } : default;
    }

    /// <summary>下午好 by itself; 明天下午好不好 names a time.</summary>
    private bool Greets(string text, int at, int end) =>
        end < text.Length && words.GreetingAfterPart.Contains(text[end]) && (at == 0 || Spelling.IsMark(text[at - 1])) && (end + 1 >= text.Length || !words.AskedAfterGreeting.Contains(text[end + 1]));

    private bool Join(string text, in TimePiece piece, List<TimeMention> mentions)
    {
        if (mentions.Count == 0)
        {
            return false;
        }

        var last = mentions[^1].Piece;
        var between = text.AsSpan(last.End, piece.Start - last.End);
        if (last.Time is { } from && piece.Time is { } until && piece.Date is null && IsRange(text, last.End, piece.Start))
        {
            mentions[^1] = mentions[^1] with { Piece = last with { End = piece.End, Until = EndOfRange(last, piece, from, until) } };
            return true;
        }

        var apart = between.Length > 3 || between.ContainsAnyExcept(words.JoinedOver) || Clash(last, piece) || (piece.Date is not null && last.Every is null && last.Part is null);
        if (apart)
        {
            return false;
        }

        mentions[^1] = mentions[^1] with { Piece = Merge(last, piece) };
        return true;
    }

    public static bool Clash(in TimePiece one, in TimePiece other) =>
        (one.Date is not null && other.Date is not null) || (one.Time is not null && other.Time is not null)
        || (one.Part is not null && other.Part is not null && one.Part != other.Part) || (one.Every is not null && other.Every is not null);

    public static TimePiece Merge(in TimePiece one, in TimePiece other) => new(Math.Min(one.Start, other.Start), Math.Max(one.End, other.End))
    {
        Date = one.Date ?? other.Date,
        Time = one.Time ?? other.Time,
        Part = one.Part ?? other.Part,
        Until = one.Until ?? other.Until,
        Every = one.Every ?? other.Every,
        Bare = one.Bare || other.Bare,
        Weekly = one.Weekly || other.Weekly,
    };

    private bool IsRange(string text, int from, int to)
    {
        var end = from;
        return to > from && words.Until.Skip(text, ref end) && end == to;
    }

    private static TimeOnly EndOfRange(in TimePiece first, in TimePiece last, TimeOnly from, TimeOnly until)
    {
        var end = ClockSense.Hour(until, last.Part ?? first.Part);
        return end <= ClockSense.Hour(from, first.Part) && end.Hour < 12 ? end.AddHours(12) : end;
    }

    /// <summary>今天是礼拜五 tells what day it is, and asks for neither.</summary>
    private bool IsSetEqual(string text, in TimePiece piece, DateTime now)
    {
        var next = piece.End;
        return piece is { Date: { } date, Time: null } && words.Being.Skip(text, ref next) && next < text.Length
            && _dates.Read(text, next, DateOnly.FromDateTime(now)) is { Weekly: true } weekday && weekday.Date == date;
    }

    private bool IsTakenBack(string text, int at)
    {
        for (var start = Math.Max(0, at - 3); start < at; start++)
        {
            if (words.Dropped.TryRead(text, start, out _, out var end) && end == at && !AsksBothWays(text, start, end))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>能不能今天 asks for today and takes nothing back.</summary>
    private static bool AsksBothWays(string text, int start, int end) => start > 0 && end - start == 2 && text[start - 1] == text[start + 1];

    private bool IsCorrected(string text, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (words.Corrections.TryRead(text, at, out _, out _))
            {
                return true;
            }
        }

        return false;
    }
}
