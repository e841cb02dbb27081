namespace Dispatch.Wording;

/// <summary>Asia/Shanghai, in which people live; UTC+8 all year since 1991.</summary>
internal static class LocalTime
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    public static DateTimeOffset Of(DateTimeOffset time) => time.ToOffset(Shanghai);

    public static DateOnly DateOf(DateTimeOffset time) => DateOnly.FromDateTime(Of(time).DateTime);

    public static TimeOnly TimeOf(DateTimeOffset time) => TimeOnly.FromDateTime(Of(time).DateTime);

    /// <summary>The next moment at or after <paramref name="now"/> at which the clock shows <paramref name="clock"/>.</summary>
    public static DateTimeOffset Next(TimeOnly clock, DateTimeOffset now)
    {
        var today = new DateTimeOffset(DateOf(now).ToDateTime(clock), Shanghai);
        return today >= now ? today : today.AddDays(1);
    }

    /// <summary>Midnight at which the day of a moment began.</summary>
    public static DateTimeOffset StartOfDay(DateTimeOffset time) => new(DateOf(time).ToDateTime(TimeOnly.MinValue), Shanghai);
}
