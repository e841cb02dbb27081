namespace Dispatch;

/// <summary>What people mean by a day and an hour. China has one time zone and, since 1991, no summer time.</summary>
public static class ChinaTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateTimeOffset At(DateTimeOffset moment) => moment.ToOffset(Offset);

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(At(moment).DateTime);

    public static TimeOnly HourOf(DateTimeOffset moment) => TimeOnly.FromDateTime(At(moment).DateTime);

    /// <summary>The moment at which a clock in China shows this day and hour.</summary>
    public static DateTimeOffset Moment(DateOnly day, TimeOnly hour) => new(day, hour, Offset);
}
