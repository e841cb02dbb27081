using System.Globalization;

namespace DialogBot.Services;

/// <summary>A service that comes again and again, read from an RFC 5545 RRULE of the parts that elders ask for.</summary>
internal sealed record Recurrence(RecurrenceUnit Every, int Interval, IReadOnlyList<DayOfWeek> Weekdays, IReadOnlyList<int> MonthDays)
{
    private static readonly string[] WeekdayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    public static Recurrence Parse(string rule)
    {
        var parts = rule.Split(';').Select(part => part.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var interval = parts.TryGetValue("INTERVAL", out var said) ? int.Parse(said, CultureInfo.InvariantCulture) : 1;
        var weekdays = List(parts, "BYDAY").Select(name => (DayOfWeek)Array.IndexOf(WeekdayNames, name)).ToArray();
        var monthDays = List(parts, "BYMONTHDAY").Select(day => int.Parse(day, CultureInfo.InvariantCulture)).ToArray();
        return new Recurrence(Unit(parts["FREQ"]), interval, weekdays, monthDays);
    }

    /// <summary>True where the rule itself says on which days it falls; 每两天 does not.</summary>
    public bool NamesDays => Weekdays.Count > 0 || MonthDays.Count > 0;

    /// <summary>The first day it falls on, from a day on.</summary>
    public DateOnly FirstFrom(DateOnly day)
    {
        while (!FallsOn(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private bool FallsOn(DateOnly day) => !NamesDays || Weekdays.Contains(day.DayOfWeek) || MonthDays.Contains(day.Day);

    private static RecurrenceUnit Unit(string frequency) => frequency switch
    {
        "DAILY" => RecurrenceUnit.Day,
        "WEEKLY" => RecurrenceUnit.Week,
        "MONTHLY" => RecurrenceUnit.Month,
        _ => throw new FormatException($"A recurrence of {frequency} is not known."),
    };

    private static string[] List(Dictionary<string, string> parts, string name) =>
        parts.TryGetValue(name, out var list) ? list.Split(',') : [];
}
