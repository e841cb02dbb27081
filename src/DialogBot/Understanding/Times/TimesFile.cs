namespace DialogBot.Understanding.Times;

/// <summary>times.yaml as it is written.</summary>
internal sealed record TimesFile
{
    public Dictionary<string, int> Days { get; init; } = [];
    public Dictionary<string, string> Parts { get; init; } = [];
    public Dictionary<string, string> DaysWithParts { get; init; } = [];
    public string Weeks { get; init; } = "";
    public string Weekends { get; init; } = "";
    public Dictionary<string, int> Shifts { get; init; } = [];
    public Dictionary<string, int> Moves { get; init; } = [];
    public Dictionary<string, int> Years { get; init; } = [];
    public string Months { get; init; } = "";
    public string MonthEnds { get; init; } = "";
    public string MonthStarts { get; init; } = "";
    public string YearEnds { get; init; } = "";
    public string LunarMarks { get; init; } = "";
    public string FirstMonth { get; init; } = "";
    public string EleventhMonth { get; init; } = "";
    public string LastMonth { get; init; } = "";
    public Dictionary<string, string> Festivals { get; init; } = [];
    public Dictionary<string, string> LunarFestivals { get; init; } = [];
    public Dictionary<string, string> SolarTerms { get; init; } = [];
    public Dictionary<string, string> NthWeekdays { get; init; } = [];
    public string Hours { get; init; } = "";
    public Dictionary<string, int> ClockParts { get; init; } = [];
    public string MinuteMarks { get; init; } = "";
    public string FiveMinuteMarks { get; init; } = "";
    public string ShortOf { get; init; } = "";
    public string PastTheHour { get; init; } = "";
    public Dictionary<string, int> SpansInMinutes { get; init; } = [];
    public Dictionary<string, int> SpansInDays { get; init; } = [];
    public string After { get; init; } = "";
    public string Before { get; init; } = "";
    public string Wait { get; init; } = "";
    public string Half { get; init; } = "";
    public string Every { get; init; } = "";
    public string EveryDay { get; init; } = "";
    public string EveryOtherDay { get; init; } = "";
    public string EveryWeek { get; init; } = "";
    public string EveryTwoWeeks { get; init; } = "";
    public string EveryMonth { get; init; } = "";
    public string EveryWorkingDay { get; init; } = "";
    public string EveryYear { get; init; } = "";
    public string Until { get; init; } = "";
    public string DroppedBefore { get; init; } = "";
    public string CorrectedBy { get; init; } = "";
    public string OrderedAfter { get; init; } = "";
    public string HourAfter { get; init; } = "";
}
