using Dispatch.Wording;

namespace Dispatch.Summonses;

/// <summary>What is said and written to the people who are fetched.</summary>
internal sealed class SummonsWords(Phrases phrases)
{
    private readonly Phrasebook sms = phrases.Sms;
    private readonly Phrasebook calls = phrases.Calls;

    private const int LongestName = 10;
    private const int LongestAddress = 34;
    private const int LongestWords = 40;

    public string Sms(string key, Summons summons) => sms.Text(key, SlotsOf(summons, sms, sms));

    public string Spoken(string key, Summons summons) => calls.Text(key, SlotsOf(summons, calls, sms));

    /// <param name="reasons">Where the words for reasons stand: those of sms.yaml serve for both.</param>
    public static Slots SlotsOf(Summons summons, Phrasebook book, Phrasebook reasons)
    {
        var caller = summons.Caller;
        return new Slots
        {
            ["name"] = Clip(caller.Name ?? book.Word("unknown-name"), LongestName),
            ["phone"] = caller.Phone,
            ["address"] = Clip(caller.Address ?? book.Word("unknown-address"), LongestAddress),
            ["reason"] = reasons.Reason(caller.Reason),
            ["words"] = Clip(caller.Words, LongestWords),
            ["by"] = Clip(summons.AnsweredBy ?? reasons.Word("nobody"), LongestName),
        };
    }

    private static string Clip(string text, int longest) => OrderWords.Clip(text, longest);
}
