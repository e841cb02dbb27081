namespace DialogBot.Speaking;

/// <summary>Days and hours as they are said.</summary>
internal sealed class Times(Wording words, Numerals numerals)
{
    /// <summary>明天，十一月二十四号星期二; without the first where the day is further off.</summary>
    public string Day(DateOnly day, DateOnly today)
    {
        var ahead = day.DayNumber - today.DayNumber;
        var date = Date(day);
        return ahead >= 0 && ahead < words.Days.Length
            ? words.FullDay.Replace("{relative}", words.Days[ahead]).Replace("{date}", date).Replace("{weekday}", Weekday(day.DayOfWeek))
            : date + Weekday(day.DayOfWeek);
    }

    /// <summary>明天; further off 十一月二十四号.</summary>
    public string ShortDay(DateOnly day, DateOnly today)
    {
        var ahead = day.DayNumber - today.DayNumber;
        return ahead >= 0 && ahead < words.Days.Length ? words.Days[ahead] : Date(day);
    }

    public string Date(DateOnly day) =>
        words.Date.Replace("{month}", numerals.Say(day.Month)).Replace("{day}", numerals.Say(day.Day));

    public string Weekday(DayOfWeek day) => words.Weekdays[(int)day];

    /// <summary>下午三点半.</summary>
    public string Hour(TimeOnly time) => Part(time) + numerals.Count(OnTheDial(time.Hour)) + words.Oclock + MinutesPast(time.Minute);

    /// <summary>两个半小时; a half is the finest that is said.</summary>
    public string Duration(decimal hours)
    {
        var whole = (long)hours;
        var half = hours - whole >= 0.5m;
        var wording = !half ? words.Hours : whole == 0 ? words.HalfHour : words.HoursAndHalf;
        return wording.Replace("{count}", numerals.Count(whole));
    }

    private string Part(TimeOnly time) => words.DayParts.Last(part => part.From <= time.Hour).Say;

    private static int OnTheDial(int hour) => hour == 0 ? 12 : hour > 12 ? hour - 12 : hour;

    private string MinutesPast(int minute) => minute switch
    {
        0 => "",
        15 => words.Quarter,
        30 => words.Half,
        45 => words.ThreeQuarters,
        < 10 => words.Digits[0] + words.Digits[minute] + words.Minutes,
        _ => numerals.Say(minute) + words.Minutes,
    };
}
