namespace Dispatch.Registry;

/// <summary>Hours of the day in Asia/Shanghai, e.g. 08:00-18:00; an end before the start passes midnight, equal ends are the whole day.</summary>
public readonly record struct DutyHours(TimeOnly From, TimeOnly Until)
{
    public static DutyHours AllDay { get; } = new(TimeOnly.MinValue, TimeOnly.MinValue);

    public bool Contains(TimeOnly time) => From == Until || time.IsBetween(From, Until);

    public override string ToString() => $"{From:HH\\:mm}-{Until:HH\\:mm}";
}
