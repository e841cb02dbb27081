using DialogBot.Services;

namespace DialogBot.Speaking;

/// <summary>Recurring days as they are said: 每天, 每两天, 每个星期二、星期四, 每个月一号.</summary>
internal sealed class Recurrences(Wording words, Numerals numerals, Times times)
{
    public string Say(Recurrence rule) => rule.Every switch
    {
        RecurrenceUnit.Day when rule.Interval == 1 => words.EveryDay,
        RecurrenceUnit.Day => words.EveryDays.Replace("{count}", numerals.Count(rule.Interval)),
        RecurrenceUnit.Week when rule.Interval == 1 => words.EveryWeek.Replace("{days}", Weekdays(rule)),
        RecurrenceUnit.Week => words.EveryWeeks.Replace("{count}", numerals.Count(rule.Interval)).Replace("{days}", Weekdays(rule)),
        _ => words.EveryMonth.Replace("{days}", string.Join(words.And, rule.MonthDays.Select(day => words.DayOfMonth.Replace("{day}", numerals.Say(day))))),
    };

    private string Weekdays(Recurrence rule) => string.Join(words.And, rule.Weekdays.Select(times.Weekday));
}
