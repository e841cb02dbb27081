namespace DialogBot.Dialogs;

/// <summary>The clock of the people who call: Asia/Shanghai, eight hours ahead of UTC all the year.</summary>
internal static class Shanghai
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateTime Local(DateTimeOffset moment) => moment.ToOffset(Offset).DateTime;

    public static DateOnly Today(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment));

    /// <summary>In UTC.</summary>
    public static DateTimeOffset Moment(DateOnly day, TimeOnly time) => new DateTimeOffset(day.ToDateTime(time), Offset).ToUniversalTime();
}
