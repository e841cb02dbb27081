using Dispatch.Messages;
using Dispatch.Orders;
using Dispatch.Queue;
using Microsoft.Extensions.Logging;

namespace Dispatch.Offers;

/// <summary>Changes orders: first the ledger, then the queue. Where the queue is away the reconciler puts them there later.</summary>
internal sealed partial class OrderDesk(OrderBook book, DispatchQueue queue, Outbox outbox, ILogger<OrderDesk> logger)
{
    public async Task<PlaceOutcome> AcceptAsync(OrderTerms terms, string by, CancellationToken cancellation)
    {
        var outcome = await book.PlaceAsync(terms, by, cancellation).ConfigureAwait(false);
        if (outcome is PlaceOutcome.Placed placed)
        {
            await EnqueueAsync(placed.Order, cancellation).ConfigureAwait(false);
        }

        return outcome;
    }

    public async Task<OrderOutcome> DoAsync(string number, OrderCommand command, CancellationToken cancellation)
    {
        var outcome = await book.DoAsync(number, command, cancellation).ConfigureAwait(false);
        if (outcome is OrderOutcome.Happened happened)
        {
            await EnqueueAsync(happened.Order, cancellation).ConfigureAwait(false);
            await SilencePhonesAsync(happened.Order, cancellation).ConfigureAwait(false);
        }

        return outcome;
    }

    private async Task EnqueueAsync(Order order, CancellationToken cancellation)
    {
        try
        {
            await queue.PutAsync(order.Terms.Region, [OrderDispatcher.ErrandFor(order)], cancellation).ConfigureAwait(false);
        }
        catch (RedisUnavailableException away)
        {
            Log.QueuedLater(logger, order.Number, away.Message);
        }
    }

    /// <summary>An offer that has just ended need not go on ringing.</summary>
    private async Task SilencePhonesAsync(Order order, CancellationToken cancellation)
    {
        if (order.OpenOffer is null && order.Offers is [.., var last] && last.EndedAt is not null)
        {
            await outbox.HangUpAsync(order.Terms.Region, OrderTidings.OfferCallId(order, last), cancellation).ConfigureAwait(false);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Order {Number} is on the ledger and comes to the queue later: {Reason}")]
        public static partial void QueuedLater(ILogger logger, string number, string reason);
    }
}
