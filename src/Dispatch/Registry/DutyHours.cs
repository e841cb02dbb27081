using System.Globalization;

namespace Dispatch.Registry;

/// <summary>Hours of the day in Asia/Shanghai, e.g. 08:00-18:00; an end before the start passes midnight, equal ends are the whole day.</summary>
public readonly record struct DutyHours(TimeOnly From, TimeOnly Until)
{
    public static DutyHours AllDay { get; } = new(TimeOnly.MinValue, TimeOnly.MinValue);

    public bool Contains(TimeOnly time) => From == Until || time.IsBetween(From, Until);

    /// <summary>Reads 08:00-18:00.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static DutyHours Parse(string text) =>
        TryParse(text, out var hours) ? hours : throw new FormatException($"hours are written 08:00-18:00, not {text}");

    public static bool TryParse(string text, out DutyHours hours)
    {
        hours = default;
        var ends = text.Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length != 2 || !TryParseEnd(ends[0], out var from) || !TryParseEnd(ends[1], out var until))
        {
            return false;
        }

        hours = new DutyHours(from, until);
        return true;
    }

    private static bool TryParseEnd(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text == "24:00" ? "00:00" : text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    public override string ToString() => $"{From:HH\\:mm}-{Until:HH\\:mm}";
}
