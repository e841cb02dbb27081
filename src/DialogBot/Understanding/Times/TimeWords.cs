using System.Buffers;
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
        HourAfter = Characters(file.HourAfter);
        HourBefore = Characters(file.HourBefore);
        NotTheHourBefore = Characters(file.NotTheHourBefore);
        SecondMarks = Inside(file.SecondMarks);
        ShortOfLinks = Inside(file.ShortOfLinks);
        MeasuresNotMinutes = Characters(file.MeasuresNotMinutes);
        YearMarks = Inside(file.YearMarks);
        DayMarks = Inside(file.DayMarks);
        Sundays = Characters(file.Sundays);
        NotAWeekdayBefore = Characters(file.NotAWeekdayBefore);
        LunarInitials = Set(file.LunarInitials);
        LunarNumbers = Set(file.LunarNumbers);
        MonthTails = Inside(file.MonthTails);
        MonthLinks = Inside(file.MonthLinks);
        Links = Inside(file.Links);
        NumberedStreets = Characters(file.NumberedStreets);
        NumberedThings = Characters(file.NumberedThings);
        WeekdayLinks = Inside(file.WeekdayLinks);
        AndAHalf = Inside(file.AndAHalf);
        OrSo = Inside(file.OrSo);
        GreetingAfterPart = Characters(file.GreetingAfterPart);
        AskedAfterGreeting = Characters(file.AskedAfterGreeting);
        Being = Inside(file.Being);
        JoinedOver = Characters(file.JoinedOver);
        foreach (var c in Numerals.Characters)
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
    public SearchValues<char> HourAfter { get; }

    /// <summary>Characters after 一点 that make it one o'clock.</summary>
    public SearchValues<char> HourBefore { get; }

    /// <summary>Characters after 时 that make another word of it (时候).</summary>
    public SearchValues<char> NotTheHourBefore { get; }

    public WordTable<bool> SecondMarks { get; }
    public WordTable<bool> ShortOfLinks { get; }

    /// <summary>Measures that a number after the hour may count instead of minutes (八点两份).</summary>
    public SearchValues<char> MeasuresNotMinutes { get; }

    public WordTable<bool> YearMarks { get; }
    public WordTable<bool> DayMarks { get; }
    public SearchValues<char> Sundays { get; }

    /// <summary>Characters after a number that make it no weekday (周一次).</summary>
    public SearchValues<char> NotAWeekdayBefore { get; }

    public WordTable<bool> LunarInitials { get; }
    public WordTable<bool> LunarNumbers { get; }
    public WordTable<bool> MonthTails { get; }
    public WordTable<bool> MonthLinks { get; }
    public WordTable<bool> Links { get; }

    /// <summary>Characters before 八号 that make it a house.</summary>
    public SearchValues<char> NumberedStreets { get; }

    /// <summary>Characters after 八号 that make it a building or a bed.</summary>
    public SearchValues<char> NumberedThings { get; }

    public WordTable<bool> WeekdayLinks { get; }
    public WordTable<bool> AndAHalf { get; }
    public WordTable<bool> OrSo { get; }

    /// <summary>Between a day and the weekday that it is (今天是礼拜五).</summary>
    public WordTable<bool> Being { get; }

    /// <summary>早上好 greets, and names no time.</summary>
    public SearchValues<char> GreetingAfterPart { get; }

    /// <summary>下午好不好 and 下午好吗 ask, and greet nobody.</summary>
    public SearchValues<char> AskedAfterGreeting { get; }

    /// <summary>What may stand between two parts of one time (明天的下午).</summary>
    public SearchValues<char> JoinedOver { get; }

    /// <summary>Whether any time can begin with this character.</summary>
    public bool MayStart(char c) => _starts[c];

    /// <summary>1 to 7 for the weekday that a character names; 0 where it counts something else (一次).</summary>
    public int WeekdayAt(string text, int at)
    {
        if (at >= text.Length || (at + 1 < text.Length && NotAWeekdayBefore.Contains(text[at + 1])))
        {
            return 0;
        }

        return Sundays.Contains(text[at]) ? 7 : Numerals.Digit(text[at]) is var digit and >= 1 and <= 7 && !Numerals.IsPair(text[at]) ? digit : 0;
    }

    /// <summary>A year by its place (明年) or its number (二六年, 2026年); where none stands, the year of today.</summary>
    public bool YearAt(string text, int at, DateOnly today, out int year, out int end)
    {
        if (Years.TryRead(text, at, out var shift, out end))
        {
            year = today.Year + shift;
            return true;
        }

        var (value, length) = Numerals.Read(text.AsSpan(at));
        end = at + length;
        year = value is >= 0 and < 100 ? value + (value < 50 ? 2000 : 1900) : value;
        if (length > 0 && YearMarks.Skip(text, ref end) && (value >= 100 || length == 2) && year is > 0 and < 3000)
        {
            return true;
        }

        (year, end) = (today.Year, at);
        return false;
    }

    private static SearchValues<char> Characters(string characters) => SearchValues.Create(characters.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>Words that no time begins with.</summary>
    private static WordTable<bool> Inside(string words) =>
        new(words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => KeyValuePair.Create(word, true)));

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
