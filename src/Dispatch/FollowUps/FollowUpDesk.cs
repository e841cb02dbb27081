using Dispatch.Offers;
using Dispatch.Orders;
using Microsoft.Extensions.Logging;

namespace Dispatch.FollowUps;

/// <summary>Hears what elders answer when they are asked how a visit was.</summary>
internal sealed partial class FollowUpDesk(OrderDesk orders, OrderBook book, OfferPolicy policy, ILogger<FollowUpDesk> logger)
{
    private const string Elder = "elder";

    /// <param name="then">What the elder said was taken at the door; null where that was not asked or answered.</param>
    /// <exception cref="Ledger.LedgerUnavailableException">It was not heard: the next call asks again.</exception>
    public async Task HearKeyAsync(string number, char key, char? then, CancellationToken cancellation)
    {
        if (!policy.FollowUp.Keys.TryGetValue(key, out var meaning))
        {
            Log.UnknownAnswer(logger, number, key);
            return;
        }

        // First the operator: an order that was judged and is nobody's business any more would be closed at once.
        var charged = then is { } answer ? policy.FollowUp.Charge.Keys.GetValueOrDefault(answer) : null;
        if ((charged?.Escalate ?? meaning.Escalate) is { } reason)
        {
            await DoAsync(number, new OrderCommand.Escalate(Elder, reason), cancellation);
        }

        if (meaning.Rating is { } rating)
        {
            var paid = charged is { AsAgreed: true } ? (await book.FindAsync(number, cancellation))?.Terms.PriceFen : null;
            await DoAsync(number, new OrderCommand.Judge(Elder, new Review(rating, PaidFen: paid)), cancellation);
        }
    }

    private async Task DoAsync(string number, OrderCommand command, CancellationToken cancellation)
    {
        switch (await orders.DoAsync(number, command, cancellation))
        {
            case OrderOutcome.Refused refused:
                Log.Refused(logger, number, refused.Reason);
                break;
            case OrderOutcome.Unavailable:
                // The next call asks again.
                Log.NotKept(logger, number);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Key {Key} is no answer to how {Number} was")]
        public static partial void UnknownAnswer(ILogger logger, string number, char key);

        [LoggerMessage(LogLevel.Information, "An answer to {Number} changed nothing: {Reason}")]
        public static partial void Refused(ILogger logger, string number, string reason);

        [LoggerMessage(LogLevel.Warning, "An answer to {Number} could not be kept: the ledger is away")]
        public static partial void NotKept(ILogger logger, string number);
    }
}
