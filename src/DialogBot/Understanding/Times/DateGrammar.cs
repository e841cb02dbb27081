using DialogBot.Understanding.Words;

namespace DialogBot.Understanding.Times;

/// <summary>Days as they are said: 明天, 下下个星期一, 腊月二十三, 二十八号, 三天以后, 2026-12-01.</summary>
internal sealed class DateGrammar(TimeWords words)
{
    private const string HouseNumberAfter = "路街巷弄道村栋组队门园苑里区牌幢桥";
    private const string NotADayNumberBefore = "楼线院床房门桌店码机单室栋巷桥车座台位库仓";

    public TimePiece Read(string text, int at, DateOnly today)
    {
        var longest = Relative(text, at, today);
        Keep(ref longest, Weekday(text, at, today));
        Keep(ref longest, Festival(text, at, today));
        Keep(ref longest, Written(text, at, today));
        Keep(ref longest, MonthAndDay(text, at, today));
        return longest.Date is { } date && words.Moves.TryRead(text, longest.End, out var days, out var end)
            ? longest with { End = end, Date = date.AddDays(days) }
            : longest;
    }

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

    private TimePiece Weekday(string text, int at, DateOnly today)
    {
        var shifted = words.Shifts.TryRead(text, at, out var weeks, out var next);
        next = shifted ? next : at;
        var monday = today.AddDays(1 - Almanac.Weekday(today) + weeks * 7);
        if (words.Weekends.TryRead(text, next, out _, out var end))
        {
            var saturday = monday.AddDays(5);
            return new TimePiece(at, end) { Date = saturday < today && !shifted ? today : saturday };
        }

        if (!words.Weeks.TryRead(text, next, out _, out end) || DayOfWeekAt(text, end) is not (> 0 and var weekday))
        {
            return default;
        }

        var date = monday.AddDays(weekday - 1);
        return shifted
            ? new TimePiece(at, end + 1) { Date = date }
            : new TimePiece(at, end + 1) { Date = date < today ? date.AddDays(7) : date, Weekly = true };
    }

    /// <summary>1 to 7 for the weekday that a character names; 0 where it counts something else (一次).</summary>
    public static int DayOfWeekAt(string text, int at)
    {
        if (at >= text.Length || (at + 1 < text.Length && text[at + 1] is '次' or '个' or '趟'))
        {
            return 0;
        }

        return text[at] is '日' or '天' ? 7 : Numerals.Digit(text[at]) is var digit and >= 1 and <= 7 && text[at] != '两' ? digit : 0;
    }

    private TimePiece Festival(string text, int at, DateOnly today)
    {
        var year = today.Year;
        var fixedYear = words.Years.TryRead(text, at, out var shift, out var next);
        if (fixedYear)
        {
            year += shift;
        }
        else if (GivenYear(text, at, out var given, out next))
        {
            (fixedYear, year) = (true, given);
        }

        next = fixedYear ? next : at;
        if (next < text.Length && text[next] == '的')
        {
            next++;
        }

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

    private static bool GivenYear(string text, int at, out int year, out int end)
    {
        var (value, length) = Numerals.Read(text.AsSpan(at));
        end = at + length;
        year = value is >= 0 and < 100 ? value + (value < 50 ? 2000 : 1900) : value;
        return length > 0 && end < text.Length && text[end++] == '年' && (value >= 100 || length == 2) && year is > 0 and < 3000;
    }

    private TimePiece MonthAndDay(string text, int at, DateOnly today)
    {
        var next = at;
        var lunar = words.LunarMarks.Skip(text, ref next);
        int? year = null;
        if (words.Years.TryRead(text, next, out var shift, out var end))
        {
            (year, next) = (today.Year + shift, end);
        }
        else if (GivenYear(text, next, out var given, out end))
        {
            (year, next) = (given, end);
        }

        lunar |= words.LunarMarks.Skip(text, ref next);
        if (next < text.Length && text[next] == '的')
        {
            next++;
        }

        var month = Month(text, ref next, today, ref lunar, ref year);
        return month is { } m ? DayOfMonth(text, at, next, today, m, year, lunar) : DayAlone(text, at, next, today, lunar, year);
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

    private static TimePiece DayOfMonth(string text, int at, int next, DateOnly today, int month, int? year, bool lunar)
    {
        if (next < text.Length && text[next] is '份' or '的')
        {
            next++;
        }

        if (next < text.Length && text[next] is '底' or '末' or '尾')
        {
            var first = new DateOnly(year ?? today.Year, month, 1);
            return new TimePiece(at, next + 1) { Date = first.AddMonths(1).AddDays(-1) };
        }

        var initial = next < text.Length && text[next] == '初';
        lunar |= next < text.Length && text[next] == '廿';
        var (day, length) = Numerals.Read(text.AsSpan(initial ? next + 1 : next));
        var end = next + length + (initial ? 1 : 0);
        if (length == 0 || day is < 1 or > 31)
        {
            return default;
        }

        if (end < text.Length && text[end] is '号' or '日')
        {
            end++;
        }

        return lunar || initial
            ? new TimePiece(at, end) { Date = NextLunar(today, month, day, year) }
            : new TimePiece(at, end) { Date = Next(today, month, day, year) };
    }

    private TimePiece DayAlone(string text, int at, int next, DateOnly today, bool lunar, int? year)
    {
        if (year is not null)
        {
            return default;
        }

        if (words.MonthEnds.TryRead(text, next, out _, out var end))
        {
            return new TimePiece(at, end) { Date = new DateOnly(today.Year, today.Month, 1).AddMonths(1).AddDays(-1) };
        }

        if (words.MonthStarts.TryRead(text, next, out _, out end))
        {
            return new TimePiece(at, end) { Date = new DateOnly(today.Year, today.Month, 1).AddMonths(1) };
        }

        var initial = next < text.Length && text[next] == '初';
        var (day, length) = Numerals.Read(text.AsSpan(initial ? next + 1 : next));
        end = next + length + (initial ? 1 : 0);
        if (length == 0 || day is < 1 or > 31)
        {
            return default;
        }

        if (initial || lunar)
        {
            return day <= 30 && (lunar || day <= 10) ? new TimePiece(at, end) { Date = NextLunar(today, day) } : default;
        }

        var marked = end < text.Length && text[end] is '号' or '日'
            && (at == 0 || !(HouseNumberAfter.Contains(text[at - 1], StringComparison.Ordinal) || Numerals.Digit(text[at - 1]) >= 0 || text[at - 1] is '十' or '百'))
            && (end + 1 == text.Length || !NotADayNumberBefore.Contains(text[end + 1], StringComparison.Ordinal));
        return marked ? new TimePiece(at, end + 1) { Date = NextDay(today, day) } : default;
    }

    private static DateOnly? Next(DateOnly today, int month, int day, int? year)
    {
        if (year is { } given)
        {
            return Almanac.Date(given, month, day);
        }

        // Eight years hold a 29th of February even around 1900 and 2100.
        return Enumerable.Range(today.Year, 9).Select(y => Almanac.Date(y, month, day)).FirstOrDefault(date => date >= today);
    }

    private static DateOnly? NextDay(DateOnly today, int day) =>
        Enumerable.Range(0, 3).Select(months => new DateOnly(today.Year, today.Month, 1).AddMonths(months))
            .Select(month => Almanac.Date(month.Year, month.Month, day)).FirstOrDefault(date => date >= today);

    private static DateOnly? NextLunar(DateOnly today, int month, int day, int? year)
    {
        if (year is { } given)
        {
            return Almanac.LunarDate(given, month, day);
        }

        var current = Almanac.LunarMonth(today).Year;
        return Almanac.LunarDate(current, month, day) is { } date && date >= today ? date : Almanac.LunarDate(current + 1, month, day);
    }

    private static DateOnly? NextLunar(DateOnly today, int day)
    {
        var (year, month) = Almanac.LunarMonth(today);
        var date = Almanac.LunarDate(year, month, day);
        return date >= today ? date : Almanac.LunarDate(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, day);
    }

    /// <summary>Figures with separators: 2026-12-01, 1/12/2026, 12/1.</summary>
    private static TimePiece Written(string text, int at, DateOnly today)
    {
        if (!char.IsAsciiDigit(text[at]) || (at > 0 && (char.IsAsciiDigit(text[at - 1]) || text[at - 1] is '.' or '-' or '/')))
        {
            return default;
        }

        var (first, firstLength) = Numerals.Read(text.AsSpan(at));
        var next = at + firstLength;
        if (next + 1 >= text.Length || text[next] is not ('-' or '/' or '.' or ' ') || !char.IsAsciiDigit(text[next + 1]))
        {
            return default;
        }

        var mark = text[next];
        var (second, secondLength) = Numerals.Read(text.AsSpan(next + 1));
        next += 1 + secondLength;
        if (next + 1 >= text.Length || text[next] != mark || !char.IsAsciiDigit(text[next + 1]))
        {
            return mark == '/' && first <= 12 && second <= 31 ? new TimePiece(at, next) { Date = Next(today, first, second, null) } : default;
        }

        var (third, thirdLength) = Numerals.Read(text.AsSpan(next + 1));
        next += 1 + thirdLength;
        var yearLast = firstLength <= 2 && (thirdLength == 4 || firstLength == 1 || third > 31);
        return yearLast ? Dated(at, next, Century(third), second, first) : Dated(at, next, Century(first), second, third);
    }

    private static int Century(int year) => year >= 100 ? year : year < 50 ? 2000 + year : 1900 + year;

    private static TimePiece Dated(int at, int end, int year, int month, int day) =>
        Almanac.Date(year, month, day) is { } date ? new TimePiece(at, end) { Date = date } : default;
}
