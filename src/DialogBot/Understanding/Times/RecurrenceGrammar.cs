using System.Text;

namespace DialogBot.Understanding.Times;

/// <summary>What comes back: 每天, 隔天, 每周二四, 逢礼拜三, 每个月十五号. The rule is RFC 5545 RRULE text.</summary>
internal sealed class RecurrenceGrammar(TimeWords words)
{
    private static readonly string[] DayCodes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    public TimePiece Read(string text, int at)
    {
        var fixedly = words.Recurrences.TryRead(text, at, out var rule, out var end) ? new TimePiece(at, end) { Every = rule } : default;
        var next = at;
        if (!words.Every.Skip(text, ref next))
        {
            return fixedly;
        }

        var listed = Weekdays(text, at, next);
        listed = listed.Found ? listed : MonthDay(text, at, next);
        return listed.End > fixedly.End ? listed : fixedly;
    }

    /// <summary>Weekdays named one after another, with or without the word for week before each.</summary>
    private TimePiece Weekdays(string text, int at, int next)
    {
        var days = new StringBuilder();
        var (end, count, named) = (next, 0, false);
        while (true)
        {
            var start = end;
            if (count > 0)
            {
                words.WeekdayLinks.Skip(text, ref start);
            }

            if (words.Weekends.TryRead(text, start, out _, out var weekend))
            {
                days.Append(days.Length > 0 ? "," : "").Append("SA,SU");
                (end, count, named) = (weekend, count + 1, true);
                continue;
            }

            named |= words.Weeks.Skip(text, ref start);
            var day = words.WeekdayAt(text, start);
            if (day == 0)
            {
                break;
            }

            days.Append(days.Length > 0 ? "," : "").Append(DayCodes[day - 1]);
            (end, count) = (start + 1, count + 1);
        }

        return count > 1 || (count == 1 && named) ? new TimePiece(at, end) { Every = $"FREQ=WEEKLY;BYDAY={days}" } : default;
    }

    private TimePiece MonthDay(string text, int at, int next)
    {
        if (!words.Months.Skip(text, ref next))
        {
            return default;
        }

        var (day, length) = Numerals.Read(text.AsSpan(next));
        var end = next + length;
        return length > 0 && day is >= 1 and <= 31 && words.DayMarks.Skip(text, ref end)
            ? new TimePiece(at, end) { Every = $"FREQ=MONTHLY;BYMONTHDAY={day}" }
            : default;
    }
}
