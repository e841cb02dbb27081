using DialogBot.Understanding.Words;

namespace DialogBot.Understanding.Times;

/// <summary>The words of times.yaml, ready to be looked up.</summary>
internal sealed class TimeWords
{
    private readonly bool[] _starts = new bool[char.MaxValue + 1];

    public TimeWords(TimesFile file)
    {
        Days = Table(file.Days);
        Parts = new(file.Parts.SelectMany(part => Split(part.Value).Select(word => KeyValuePair.Create(word, Enum.Parse<DayPart>(part.Key, ignoreCase: true)))));
        DaysWithParts = Table(file.DaysWithParts, value => (int.Parse(value[0], null), Enum.Parse<DayPart>(value[1], ignoreCase: true)));
        Weeks = Set(file.Weeks);
        Weekends = Set(file.Weekends);
        Shifts = Table(file.Shifts);
        Moves = Table(file.Moves);
        Years = Table(file.Years);
        Months = Set(file.Months);
        MonthEnds = Set(file.MonthEnds);
        MonthStarts = Set(file.MonthStarts);
        YearEnds = Set(file.YearEnds);
        LunarMarks = Set(file.LunarMarks);
        LunarMonths = new([new(file.FirstMonth, 1), new(file.EleventhMonth, 11), new(file.LastMonth, 12)]);
        Festivals = Table(file.Festivals, value => (int.Parse(value[0], null), int.Parse(value[1], null)));
        LunarFestivals = Table(file.LunarFestivals, value => (int.Parse(value[0], null), int.Parse(value[1], null)));
        SolarTerms = Table(file.SolarTerms, value => (int.Parse(value[0], null), double.Parse(value[1], null)));
        NthWeekdays = Table(file.NthWeekdays, value => (int.Parse(value[0], null), int.Parse(value[1], null), int.Parse(value[2], null)));
        Hours = Set(file.Hours);
        ClockParts = Table(file.ClockParts);
        Minutes = Set(file.MinuteMarks);
        FiveMinutes = Set(file.FiveMinuteMarks);
        ShortOf = Set(file.ShortOf);
        PastTheHour = Set(file.PastTheHour);
        Spans = new(file.SpansInMinutes.Select(span => KeyValuePair.Create(span.Key, (Minutes: span.Value, Days: 0)))
            .Concat(file.SpansInDays.Select(span => KeyValuePair.Create(span.Key, (Minutes: 0, Days: span.Value)))));
        After = Set(file.After);
        Before = Set(file.Before);
        Wait = Set(file.Wait);
        Half = Set(file.Half);
        Every = Set(file.Every);
        Recurrences = new(
            new (string Words, string Rule)[]
            {
                (file.EveryDay, "FREQ=DAILY"),
                (file.EveryOtherDay, "FREQ=DAILY;INTERVAL=2"),
                (file.EveryWorkingDay, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
                (file.EveryWeek, "FREQ=WEEKLY"),
                (file.EveryTwoWeeks, "FREQ=WEEKLY;INTERVAL=2"),
                (file.EveryMonth, "FREQ=MONTHLY"),
                (file.EveryYear, "FREQ=YEARLY"),
            }.SelectMany(entry => Split(entry.Words).Select(word => KeyValuePair.Create(word, entry.Rule))));
        Until = Set(file.Until);
        Dropped = Set(file.DroppedBefore);
        OrderedAfter = Set(file.OrderedAfter);
        Corrections = Set(file.CorrectedBy);
        HourAfter = [.. file.HourAfter.Where(c => c != ' ')];
        foreach (var c in "0123456789零〇一二两三四五六七八九十廿卅幺")
        {
            _starts[c] = true;
        }
    }

    public WordTable<int> Days { get; }
    public WordTable<DayPart> Parts { get; }
    public WordTable<(int Days, DayPart Part)> DaysWithParts { get; }
    public WordTable<bool> Weeks { get; }
    public WordTable<bool> Weekends { get; }
    public WordTable<int> Shifts { get; }
    public WordTable<int> Moves { get; }
    public WordTable<int> Years { get; }
    public WordTable<bool> Months { get; }
    public WordTable<bool> MonthEnds { get; }
    public WordTable<bool> MonthStarts { get; }
    public WordTable<bool> YearEnds { get; }
    public WordTable<bool> LunarMarks { get; }
    public WordTable<int> LunarMonths { get; }
    public WordTable<(int Month, int Day)> Festivals { get; }
    public WordTable<(int Month, int Day)> LunarFestivals { get; }
    public WordTable<(int Month, double Constant)> SolarTerms { get; }
    public WordTable<(int Month, int Weekday, int Nth)> NthWeekdays { get; }
    public WordTable<bool> Hours { get; }
    public WordTable<int> ClockParts { get; }
    public WordTable<bool> Minutes { get; }
    public WordTable<bool> FiveMinutes { get; }
    public WordTable<bool> ShortOf { get; }
    public WordTable<bool> PastTheHour { get; }
    public WordTable<(int Minutes, int Days)> Spans { get; }
    public WordTable<bool> After { get; }
    public WordTable<bool> Before { get; }
    public WordTable<bool> Wait { get; }
    public WordTable<bool> Half { get; }
    public WordTable<bool> Every { get; }
    public WordTable<string> Recurrences { get; }
    public WordTable<bool> Until { get; }
    public WordTable<bool> Dropped { get; }
    public WordTable<bool> OrderedAfter { get; }
    public WordTable<bool> Corrections { get; }

    /// <summary>Characters before 一点 that make it one o'clock; after others (快一点) it is "a little".</summary>
    public HashSet<char> HourAfter { get; }

    /// <summary>Whether any time can begin with this character.</summary>
    public bool MayStart(char c) => _starts[c];

    private WordTable<bool> Set(string words) => new(Split(words).Select(word => KeyValuePair.Create(word, true)));

    private WordTable<int> Table(Dictionary<string, int> words) => new(words.Select(pair => KeyValuePair.Create(Noted(pair.Key), pair.Value)));

    private WordTable<T> Table<T>(Dictionary<string, string> words, Func<string[], T> value) =>
        new(words.Select(pair => KeyValuePair.Create(Noted(pair.Key), value(pair.Value.Split(' ')))));

    private IEnumerable<string> Split(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Noted);

    private string Noted(string word)
    {
        _starts[word[0]] = true;
        return word;
    }
}
