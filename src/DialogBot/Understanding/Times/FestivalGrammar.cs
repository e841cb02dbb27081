namespace DialogBot.Understanding.Times;

/// <summary>Days that have a name: 除夕, 明年清明, 母亲节.</summary>
internal sealed class FestivalGrammar(TimeWords words)
{
    public TimePiece Read(string text, int at, DateOnly today)
    {
        var fixedYear = words.YearAt(text, at, today, out var year, out var next);
        words.Links.Skip(text, ref next);
        var date = Yearly(text, next, fixedYear, out var end);
        if (date is null || date(year) is not { } found)
        {
            return default;
        }

        return new TimePiece(at, end) { Date = found < today && !fixedYear ? date(year + 1) : found };
    }

    /// <summary>The day of a festival in a given year; a festival is named by the common year in which it falls.</summary>
    private Func<int, DateOnly?>? Yearly(string text, int at, bool fixedYear, out int end)
    {
        if (words.Festivals.TryRead(text, at, out var day, out end))
        {
            return Common(day.Month, day.Day);
        }

        if (words.LunarFestivals.TryRead(text, at, out var lunar, out end))
        {
            // The last days before the lunar new year fall into the next common year.
            return Lunar(lunar.Month, lunar.Day, lunar.Month == 12 && !fixedYear ? -1 : 0);
        }

        if (words.SolarTerms.TryRead(text, at, out var term, out end))
        {
            return Solar(term.Month, term.Constant);
        }

        return words.NthWeekdays.TryRead(text, at, out var nth, out end) ? Nth(nth.Month, nth.Weekday, nth.Nth) : null;
    }

    private static Func<int, DateOnly?> Common(int month, int day) => year => new DateOnly(year, month, day);

    private static Func<int, DateOnly?> Lunar(int month, int day, int shift) => year => Almanac.LunarDate(year + shift, month, day);

    private static Func<int, DateOnly?> Solar(int month, double constant) => year => Almanac.SolarTerm(year, month, constant);

    private static Func<int, DateOnly?> Nth(int month, int weekday, int nth) => year => Almanac.NthWeekday(year, month, weekday, nth);
}
