using Dispatch.Wording;

namespace Dispatch.Alarms;

/// <summary>What is said and written to the people of an alarm.</summary>
internal sealed class AlarmWords(Phrases phrases)
{
    private const int LongestName = 10;
    private const int LongestAddress = 34;
    private const int LongestWords = 30;

    private readonly Phrasebook sms = phrases.Sms;
    private readonly Phrasebook calls = phrases.Calls;

    public string Sms(string key, Alarm alarm) => sms.Text(key, SlotsOf(alarm, sms));

    public string Spoken(string key, Alarm alarm) => calls.Text(key, SlotsOf(alarm, calls));

    public Slots SlotsOf(Alarm alarm, Phrasebook book)
    {
        var person = alarm.Person;
        return new Slots
        {
            ["name"] = OrderWords.Clip(person.Name ?? book.Word("unknown-name"), LongestName),
            ["phone"] = person.Phone,
            ["address"] = OrderWords.Clip(person.Address ?? book.Word("unknown-address"), LongestAddress),
            ["reason"] = sms.Reason(person.Category),
            ["words"] = OrderWords.Clip(FirstAndLast(alarm), LongestWords),
            ["by"] = OrderWords.Clip(alarm.Acknowledged?.Person.Name ?? sms.Word("nobody"), LongestName),
            ["code"] = alarm.Code,
        };
    }

    /// <summary>What happened, and what was said last: where, how it is now.</summary>
    private static string FirstAndLast(Alarm alarm) => alarm.Said is [.., var last] && last.Words != alarm.Person.Words
        ? $"{alarm.Person.Words.TrimEnd('。')}。{last.Words}"
        : alarm.Person.Words;
}
