namespace DialogBot.Understanding.Times;

/// <summary>Days by their number, in a month or without one: 十二月三号, 下个月五号, 腊月二十三, 初八, 二十八号, 月底.</summary>
internal sealed class MonthDayGrammar(TimeWords words)
{
    public TimePiece Read(string text, int at, DateOnly today)
    {
        var next = at;
        var lunar = words.LunarMarks.Skip(text, ref next);
        int? year = words.YearAt(text, next, today, out var given, out next) ? given : null;
        lunar |= words.LunarMarks.Skip(text, ref next);
        words.Links.Skip(text, ref next);
        var month = Month(text, ref next, today, ref lunar, ref year);
        return month is { } known ? DayOfMonth(text, at, next, today, known, year, lunar)
            : year is null ? DayAlone(text, at, next, today, lunar) : default;
    }

    /// <summary>A month by number, by name (腊月) or by its place (下个月); sets the year where that follows from it.</summary>
    private int? Month(string text, ref int next, DateOnly today, ref bool lunar, ref int? year)
    {
        if (words.LunarMonths.TryRead(text, next, out var named, out var end))
        {
            (lunar, next) = (true, end);
            return named;
        }

        if (words.Shifts.TryRead(text, next, out var shift, out end) && words.Months.Skip(text, ref end))
        {
            var month = new DateOnly(year ?? today.Year, today.Month, 1).AddMonths(shift);
            (year, next) = (month.Year, end);
            return month.Month;
        }

        var (value, length) = Numerals.Read(text.AsSpan(next));
        end = next + length;
        if (length > 0 && value is >= 1 and <= 12 && words.Months.Skip(text, ref end))
        {
            next = end;
            return value;
        }

        return null;
    }

    private TimePiece DayOfMonth(string text, int at, int next, DateOnly today, int month, int? year, bool lunar)
    {
        words.MonthLinks.Skip(text, ref next);
        var tail = next;
        if (words.MonthTails.Skip(text, ref tail))
        {
            return new TimePiece(at, tail) { Date = new DateOnly(year ?? today.Year, month, 1).AddMonths(1).AddDays(-1) };
        }

        var (day, end) = Day(text, next, out var farmers);
        if (day == 0)
        {
            return default;
        }

        words.DayMarks.Skip(text, ref end);
        lunar |= farmers || words.LunarNumbers.TryRead(text, next, out _, out _);
        return new TimePiece(at, end)
        {
            Date = (lunar, year) switch
            {
                (true, { } given) => Almanac.LunarDate(given, month, day),
                (true, null) => Upcoming.LunarDay(today, month, day),
                (false, { } given) => Almanac.Date(given, month, day),
                _ => Upcoming.Day(today, month, day),
            },
        };
    }

    private TimePiece DayAlone(string text, int at, int next, DateOnly today, bool lunar)
    {
        if (words.MonthEnds.TryRead(text, next, out _, out var end))
        {
            return new TimePiece(at, end) { Date = new DateOnly(today.Year, today.Month, 1).AddMonths(1).AddDays(-1) };
        }

        if (words.MonthStarts.TryRead(text, next, out _, out end))
        {
            return new TimePiece(at, end) { Date = new DateOnly(today.Year, today.Month, 1).AddMonths(1) };
        }

        (var day, end) = Day(text, next, out var farmers);
        if (day == 0)
        {
            return default;
        }

        if (farmers || lunar)
        {
            return day <= 30 && (lunar || day <= 10) ? new TimePiece(at, end) { Date = Upcoming.LunarDay(today, day) } : default;
        }

        return IsDayNumber(text, at, ref end) ? new TimePiece(at, end) { Date = Upcoming.Day(today, day) } : default;
    }

    /// <summary>1 to 31, or 0 where no day's number stands; 初 makes it one of the farmers' calendar.</summary>
    private (int Day, int End) Day(string text, int at, out bool farmers)
    {
        farmers = words.LunarInitials.Skip(text, ref at);
        var (day, length) = Numerals.Read(text.AsSpan(Math.Min(at, text.Length)));
        return length > 0 && day is >= 1 and <= 31 ? (day, at + length) : (0, at);
    }

    /// <summary>八号 is a day; 中山路八号 and 八号楼 are doors.</summary>
    private bool IsDayNumber(string text, int at, ref int end)
    {
        var marked = words.DayMarks.Skip(text, ref end);
        return marked
            && (at == 0 || !(words.NumberedStreets.Contains(text[at - 1]) || Numerals.Digit(text[at - 1]) >= 0 || Numerals.IsUnit(text[at - 1])))
            && (end == text.Length || !words.NumberedThings.Contains(text[end]));
    }
}
