using System.Globalization;

namespace Dispatch.Orders;

/// <summary>How a visit comes again: the part of RFC 5545's RRULE that elders ask for, with weeks that begin on Monday.</summary>
internal sealed class Recurrence
{
    private const int DaysOfWeek = 7;

    /// <summary>After so many steps the months of a year come round again; a day that none of them has never comes.</summary>
    private const int MostSteps = 12;

    private static readonly string[] Weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private readonly string frequency;
    private readonly int interval;
    private readonly IReadOnlyList<int> days;

    /// <param name="days">Of the week from 0 for Monday, or of the month from 1; empty where the first visit says it.</param>
    private Recurrence(string frequency, int interval, IReadOnlyList<int> days)
    {
        this.frequency = frequency;
        this.interval = interval;
        this.days = days;
    }

    /// <returns>Null for a rule that is not one of FREQ=DAILY, FREQ=WEEKLY with BYDAY, FREQ=MONTHLY with BYMONTHDAY, each with INTERVAL from 1 to 99.</returns>
    public static Recurrence? Parse(string rule)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in rule.Split(';'))
        {
            if (part.Split('=') is not [var name, var value] || !parts.TryAdd(name, value))
            {
                return null;
            }
        }

        if (!parts.Remove("FREQ", out var frequency) || TakeInterval(parts) is not { } interval)
        {
            return null;
        }

        var days = frequency switch
        {
            "DAILY" => [],
            "WEEKLY" => TakeDays(parts, "BYDAY", day => Array.IndexOf(Weekdays, day), 0, DaysOfWeek - 1),
            "MONTHLY" => TakeDays(parts, "BYMONTHDAY", Number, 1, 31),
            _ => null,
        };
        return days is null || parts.Count > 0 ? null : new Recurrence(frequency, interval, days);
    }

    /// <summary>The day of the visit after one on a given day; null where there never is one.</summary>
    public DateOnly? DayAfter(DateOnly day) => frequency switch
    {
        "DAILY" => day.AddDays(interval),
        "WEEKLY" => InWeeks(day),
        _ => InMonths(day),
    };

    /// <summary>No earlier visit comes in the same week; of a monthly rule every visit counts.</summary>
    public bool IsFirstOfWeek(DateOnly day) => frequency switch
    {
        "DAILY" => OfWeek(day) < interval,
        "WEEKLY" => days.Count == 0 || OfWeek(day) == days.Min(),
        _ => true,
    };

    private DateOnly InWeeks(DateOnly day)
    {
        var ofWeek = OfWeek(day);
        var monday = day.AddDays(-ofWeek);
        var wanted = days.Count > 0 ? days : [ofWeek];
        var later = wanted.Where(each => each > ofWeek).ToList();
        return later.Count > 0 ? monday.AddDays(later.Min()) : monday.AddDays((interval * DaysOfWeek) + wanted.Min());
    }

    /// <summary>A month that does not have the day is left out, as RFC 5545 has it.</summary>
    private DateOnly? InMonths(DateOnly day)
    {
        var wanted = days.Count > 0 ? days : [day.Day];
        var first = new DateOnly(day.Year, day.Month, 1);
        return Enumerable.Range(0, MostSteps + 1)
            .Select(step => first.AddMonths(step * interval))
            .SelectMany(month => wanted.Where(each => each <= DateTime.DaysInMonth(month.Year, month.Month)).Order().Select(each => month.AddDays(each - 1)))
            .Where(each => each > day)
            .Select(each => (DateOnly?)each)
            .FirstOrDefault();
    }

    /// <summary>0 for Monday.</summary>
    private static int OfWeek(DateOnly day) => ((int)day.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek;

    private static int? TakeInterval(Dictionary<string, string> parts)
    {
        var interval = parts.Remove("INTERVAL", out var said) ? Number(said) : 1;
        return interval is >= 1 and <= 99 ? interval : null;
    }

    private static int[]? TakeDays(Dictionary<string, string> parts, string name, Func<string, int> read, int least, int most)
    {
        var days = parts.Remove(name, out var list) ? list.Split(',').Select(read).ToArray() : [];
        return days.All(day => day >= least && day <= most) ? days : null;
    }

    /// <returns>-1 for what is no plain number.</returns>
    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
