using System.Globalization;

namespace DialogBot.Understanding.Times;

/// <summary>The calendars that elders live by, as dates of the common one.</summary>
internal static class Almanac
{
    private static readonly ChineseLunisolarCalendar Lunar = new();

    /// <summary>A day of the farmers' calendar in the lunar year that begins in the given year; day 30 of a short month is its last.</summary>
    public static DateOnly? LunarDate(int year, int month, int day)
    {
        if (month is < 1 or > 12 || day is < 1 or > 30 || year is < 1901 or > 2100)
        {
            return null;
        }

        // The month after a leap month is counted one higher by the calendar.
        var leap = Lunar.GetLeapMonth(year);
        var counted = leap > 0 && month >= leap ? month + 1 : month;
        var last = Lunar.GetDaysInMonth(year, counted);
        return DateOnly.FromDateTime(Lunar.ToDateTime(year, counted, Math.Min(day, last), 0, 0, 0, 0));
    }

    /// <summary>The lunar date of a day: in which lunar year and month it lies.</summary>
    public static (int Year, int Month) LunarMonth(DateOnly date)
    {
        var time = date.ToDateTime(TimeOnly.MinValue);
        var (year, month) = (Lunar.GetYear(time), Lunar.GetMonth(time));
        var leap = Lunar.GetLeapMonth(year);
        return (year, leap > 0 && month >= leap ? month - 1 : month);
    }

    public static DateOnly SolarTerm(int year, int month, double constant)
    {
        var y = year % 100;
        return new DateOnly(year, month, (int)(y * 0.2422 + constant) - (y - 1) / 4);
    }

    /// <param name="weekday">1 is Monday, 7 Sunday.</param>
    public static DateOnly NthWeekday(int year, int month, int weekday, int nth)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((weekday - Weekday(first) + 7) % 7 + (nth - 1) * 7);
    }

    public static DateOnly? Date(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    /// <summary>1 is Monday, 7 Sunday.</summary>
    public static int Weekday(DateOnly date) => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;
}
