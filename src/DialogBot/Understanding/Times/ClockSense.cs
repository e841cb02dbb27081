namespace DialogBot.Understanding.Times;

/// <summary>Which of the two 三点 of a day is meant.</summary>
internal static class ClockSense
{
    /// <summary>The hour that a part of day makes of an hour as said: 下午三点 is 15:00, 半夜两点 is 02:00.</summary>
    public static TimeOnly Hour(TimeOnly said, DayPart? part) => part switch
    {
        DayPart.Afternoon when said.Hour < 12 => said.AddHours(12),
        DayPart.Evening when said.Hour is >= 4 and < 12 => said.AddHours(12),
        DayPart.Evening when said.Hour == 12 => said.AddHours(12),
        DayPart.Night when said.Hour is >= 7 and <= 12 => said.AddHours(12),
        DayPart.Noon when said.Hour < 4 => said.AddHours(12),
        _ => said,
    };

    /// <summary>An hour without its part of day: nobody wants a visit at three in the night, nor dinner at six in the morning.</summary>
    public static TimeOnly Sensible(TimeOnly said) => said.Hour is >= 1 and <= 6 ? said.AddHours(12) : said;
}
