namespace DialogBot.Understanding.Times;

/// <summary>Days as they are said: 明天, 下下个星期一, 腊月二十三, 二十八号, 2026-12-01.</summary>
internal sealed class DateGrammar(TimeWords words)
{
    private readonly WeekGrammar _weeks = new(words);
    private readonly FestivalGrammar _festivals = new(words);
    private readonly MonthDayGrammar _monthDays = new(words);

    public TimePiece Read(string text, int at, DateOnly today)
    {
        var longest = Relative(text, at, today);
        Keep(ref longest, _weeks.Read(text, at, today));
        Keep(ref longest, _festivals.Read(text, at, today));
        Keep(ref longest, FigureDates.Read(text, at, today));
        Keep(ref longest, _monthDays.Read(text, at, today));
        var next = longest.End;
        words.Links.Skip(text, ref next);
        return longest.Date is { } date && words.Moves.TryRead(text, next, out var days, out var end)
            ? longest with { End = end, Date = date.AddDays(days) }
            : longest;
    }

    /// <summary>国庆节儿子要回来,头一天来打扫: a word that moves a day said some way before it.</summary>
    public TimePiece ReadMove(string text, int at, DateOnly from) =>
        words.Moves.TryRead(text, at, out var days, out var end) && !words.Days.TryRead(text, at, out _, out _)
            ? new TimePiece(at, end) { Date = from.AddDays(days) }
            : default;

    private static void Keep(ref TimePiece longest, TimePiece other)
    {
        if (other.End > longest.End)
        {
            longest = other;
        }
    }

    private TimePiece Relative(string text, int at, DateOnly today)
    {
        if (words.DaysWithParts.TryRead(text, at, out var both, out var end))
        {
            return new TimePiece(at, end) { Date = today.AddDays(both.Days), Part = both.Part };
        }

        if (words.Days.TryRead(text, at, out var days, out end))
        {
            return new TimePiece(at, end) { Date = today.AddDays(days) };
        }

        return words.YearEnds.TryRead(text, at, out _, out end) ? new TimePiece(at, end) { Date = new DateOnly(today.Year, 12, 31) } : default;
    }
}
