using DialogBot.Services;

namespace DialogBot.Speaking;

/// <summary>The small words of one language, from prompts/(language)/words.yaml.</summary>
internal sealed class Wording
{
    public required string[] Digits { get; init; }
    public required string PhoneOne { get; init; }
    public required string Two { get; init; }
    public required string Ten { get; init; }
    public required string Hundred { get; init; }
    public required string Thousand { get; init; }
    public required string TenThousand { get; init; }
    public required string Between { get; init; }
    public required string[] Days { get; init; }
    public required string[] Weekdays { get; init; }
    public required string Date { get; init; }
    public required string FullDay { get; init; }
    public required FromHour[] DayParts { get; init; }
    public required string Oclock { get; init; }
    public required string Half { get; init; }
    public required string Quarter { get; init; }
    public required string ThreeQuarters { get; init; }
    public required string Minutes { get; init; }
    public required string Yuan { get; init; }
    public required string Jiao { get; init; }
    public required string Fen { get; init; }
    public required string Hours { get; init; }
    public required string HalfHour { get; init; }
    public required string HoursAndHalf { get; init; }
    public required Dictionary<PriceUnit, string> Counted { get; init; }
    public required string EveryDay { get; init; }
    public required string EveryDays { get; init; }
    public required string EveryWeek { get; init; }
    public required string EveryWeeks { get; init; }
    public required string EveryMonth { get; init; }
    public required string DayOfMonth { get; init; }
    public required string And { get; init; }

    /// <summary>What a part of the day is called, from an hour on.</summary>
    internal sealed class FromHour
    {
        public required int From { get; init; }
        public required string Say { get; init; }
    }
}
