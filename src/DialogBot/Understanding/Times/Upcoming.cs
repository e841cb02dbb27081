namespace DialogBot.Understanding.Times;

/// <summary>The next day that goes by a number: 八号, 二月二十九号, 初八, 腊月二十三.</summary>
internal static class Upcoming
{
    public static DateOnly? Day(DateOnly today, int day) =>
        Enumerable.Range(0, 3).Select(months => new DateOnly(today.Year, today.Month, 1).AddMonths(months))
            .Select(month => Almanac.Date(month.Year, month.Month, day)).FirstOrDefault(date => date >= today);

    /// <summary>Eight years hold a 29th of February even around 1900 and 2100.</summary>
    public static DateOnly? Day(DateOnly today, int month, int day) =>
        Enumerable.Range(today.Year, 9).Select(year => Almanac.Date(year, month, day)).FirstOrDefault(date => date >= today);

    public static DateOnly? LunarDay(DateOnly today, int day)
    {
        var (year, month) = Almanac.LunarMonth(today);
        var date = Almanac.LunarDate(year, month, day);
        return date >= today ? date : Almanac.LunarDate(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, day);
    }

    public static DateOnly? LunarDay(DateOnly today, int month, int day)
    {
        var current = Almanac.LunarMonth(today).Year;
        return Almanac.LunarDate(current, month, day) is { } date && date >= today ? date : Almanac.LunarDate(current + 1, month, day);
    }
}
