using System.Text.Json;
using Dispatch.Ledger;

namespace Dispatch.Messages;

/// <summary>How far a tiding has come by the ledger's record: the fold of its events, in whatever order carriers reported.</summary>
/// <param name="IsTold">On its way, arrived, or given up: nothing has to be sent.</param>
/// <param name="IsOver">Arrived or given up: nothing has to be sent whatever is reported later.</param>
/// <param name="Sends">How many messages with it went out or were lost.</param>
internal sealed record Standing(bool IsTold, bool IsOver, int Sends)
{
    public const string Sent = "message.sent";
    public const string Delivered = "message.delivered";
    public const string Lost = "message.lost";
    public const string Heard = "message.heard";
    public const string NotHeard = "message.unheard";
    public const string Failed = "message.failed";

    public static Standing Of(IReadOnlyList<LedgerEvent> events)
    {
        var sent = Numbers(events, Sent);
        var lost = Numbers(events, Lost);
        var over = events.Any(each => each.Type is Delivered or Heard or Failed);
        return new Standing(over || sent.Except(lost).Any(), over, sent.Concat(lost).Select(number => number + 1).DefaultIfEmpty().Max());
    }

    private static List<int> Numbers(IReadOnlyList<LedgerEvent> events, string type) =>
        [.. events.Where(each => each.Type == type).Select(each => NumberOf(each.Payload))];

    private static int NumberOf(string facts)
    {
        using var read = JsonDocument.Parse(facts);
        return read.RootElement.TryGetProperty("number", out var number) ? number.GetInt32() : 0;
    }
}
