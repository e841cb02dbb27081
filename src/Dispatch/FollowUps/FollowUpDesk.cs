using Dispatch.Offers;
using Dispatch.Orders;
using Microsoft.Extensions.Logging;

namespace Dispatch.FollowUps;

/// <summary>Hears what elders answer when they are asked how a visit was.</summary>
internal sealed partial class FollowUpDesk(OrderDesk orders, OfferPolicy policy, ILogger<FollowUpDesk> logger)
{
    /// <summary>First part of the ids of these calls.</summary>
    public const string Call = "follow-up/";

    private const string Elder = "elder";

    public static string CallId(Order order, int call) => $"{Call}{order.Number}/{call}";

    public async Task HearKeyAsync(string callId, char key, CancellationToken cancellation)
    {
        if (callId.Split('/') is not [_, var number, _] || !policy.FollowUp.Keys.TryGetValue(key, out var meaning))
        {
            Log.UnknownAnswer(logger, callId, key);
            return;
        }

        // First the operator: an order that was judged and is nobody's business any more would be closed at once.
        if (meaning.Escalate is { } reason)
        {
            await DoAsync(callId, number, new OrderCommand.Escalate(Elder, reason), cancellation);
        }

        if (meaning.Rating is { } rating)
        {
            await DoAsync(callId, number, new OrderCommand.Judge(Elder, new Review(rating)), cancellation);
        }
    }

    private async Task DoAsync(string callId, string number, OrderCommand command, CancellationToken cancellation)
    {
        switch (await orders.DoAsync(number, command, cancellation))
        {
            case OrderOutcome.Refused refused:
                Log.Refused(logger, callId, refused.Reason);
                break;
            case OrderOutcome.Unavailable:
                // The next call asks again.
                Log.NotKept(logger, callId);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Key {Key} is no answer to {CallId}")]
        public static partial void UnknownAnswer(ILogger logger, string callId, char key);

        [LoggerMessage(LogLevel.Information, "An answer to {CallId} changed nothing: {Reason}")]
        public static partial void Refused(ILogger logger, string callId, string reason);

        [LoggerMessage(LogLevel.Warning, "An answer to {CallId} could not be kept: the ledger is away")]
        public static partial void NotKept(ILogger logger, string callId);
    }
}
