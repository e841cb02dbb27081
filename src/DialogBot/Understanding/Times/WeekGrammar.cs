namespace DialogBot.Understanding.Times;

/// <summary>Days of a week: 礼拜六, 下下个星期一, 周末; and a coming week as a whole (下个礼拜), which begins on its Monday.</summary>
internal sealed class WeekGrammar(TimeWords words)
{
    public TimePiece Read(string text, int at, DateOnly today)
    {
        var shifted = words.Shifts.TryRead(text, at, out var weeks, out var next);
        next = shifted ? next : at;
        var monday = today.AddDays(1 - Almanac.Weekday(today) + weeks * 7);
        if (words.Weekends.TryRead(text, next, out _, out var end))
        {
            var saturday = monday.AddDays(5);
            return new TimePiece(at, end) { Date = saturday < today && !shifted ? today : saturday };
        }

        if (!words.Weeks.TryRead(text, next, out _, out end))
        {
            return default;
        }

        return words.WeekdayAt(text, end) is var weekday and > 0
            ? Weekday(at, end + 1, monday.AddDays(weekday - 1), shifted, today)
            : shifted && weeks > 0 && !words.Links.TryRead(text, end, out _, out _) ? new TimePiece(at, end) { Date = monday } : default;
    }

    private static TimePiece Weekday(int at, int end, DateOnly date, bool shifted, DateOnly today) => shifted
        ? new TimePiece(at, end) { Date = date }
        : new TimePiece(at, end) { Date = date < today ? date.AddDays(7) : date, Weekly = true };
}
