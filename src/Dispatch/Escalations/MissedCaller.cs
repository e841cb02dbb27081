using System.Globalization;
using Dispatch.Orders;

namespace Dispatch.Escalations;

/// <summary>Somebody who waited for a person on the line and hung up, or was given up, before anybody answered: to be called back (回拨).</summary>
/// <param name="Id">Begins with the moment, so that ids sort as they happened.</param>
/// <param name="Version">How many events made it.</param>
/// <param name="Claim">Who calls back; null while nobody does.</param>
/// <param name="DoneWith">What came of it; null while it is open.</param>
public sealed record MissedCaller(string Id, CallerInNeed Caller, DateTimeOffset At, long Version, OperatorClaim? Claim = null, string? DoneWith = null)
{
    internal static string IdOf(string conversationId, DateTimeOffset at) => $"{Moment(at)}-{conversationId}";

    /// <summary>The first part of the ids of callers of that moment.</summary>
    internal static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
