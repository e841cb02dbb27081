using Dispatch.Wording;

namespace Dispatch.Alarms;

/// <summary>What is said and written to the people who are fetched.</summary>
internal sealed class SummonsWords(Phrases phrases)
{
    private readonly Phrasebook sms = phrases.Sms;
    private readonly Phrasebook calls = phrases.Calls;

    private const int LongestName = 10;
    private const int LongestAddress = 36;
    private const int LongestWords = 40;

    public string Sms(string key, Summons summons) => sms.Text(key, Slots(summons, sms));

    public string Spoken(string key, Summons summons) => calls.Text(key, Slots(summons, calls));

    private Slots Slots(Summons summons, Phrasebook book)
    {
        var caller = summons.Caller;
        return new Slots
        {
            ["name"] = Clip(caller.Name ?? book.Word("unknown-name"), LongestName),
            ["phone"] = caller.Phone,
            ["address"] = Clip(caller.Address ?? book.Word("unknown-address"), LongestAddress),
            ["reason"] = sms.Reason(caller.Reason),
            ["words"] = Clip(caller.Words, LongestWords),
            ["by"] = summons.AnsweredBy ?? sms.Word("nobody"),
        };
    }

    private static string Clip(string text, int longest) => OrderWords.Clip(text, longest);
}
