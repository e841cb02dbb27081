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
        var outcome = await book.PlaceAsync(terms, by, cancellation);
        switch (outcome)
        {
            case PlaceOutcome.Placed placed:
                await EnqueueAsync(placed.Order, cancellation);
                break;
            case PlaceOutcome.Merged { Order: { SpokenFor.Count: > 0 } merged }:
                // The elder is to hear of it.
                await EnqueueAsync(merged, cancellation);
                break;
        }

        return outcome;
    }

    public async Task<OrderOutcome> DoAsync(string number, OrderCommand command, CancellationToken cancellation) =>
        await GoOnAsync(await book.DoAsync(number, command, cancellation), cancellation);

    public async Task<OrderOutcome> ChangeAsync(
        string number,
        string by,
        DateTimeOffset from,
        DateTimeOffset until,
        bool keepVendor,
        CancellationToken cancellation) =>
        await GoOnAsync(await book.ChangeAsync(number, by, from, until, keepVendor, cancellation), cancellation);

    private async Task<OrderOutcome> GoOnAsync(OrderOutcome outcome, CancellationToken cancellation)
    {
        if (outcome is OrderOutcome.Happened happened)
        {
            await EnqueueAsync(happened.Order, cancellation);
            await SilencePhonesAsync(happened.Order, cancellation);
        }

        return outcome;
    }

    private async Task EnqueueAsync(Order order, CancellationToken cancellation)
    {
        try
        {
            await queue.PutAsync(order.Terms.Region, [OrderDispatcher.ErrandFor(order)], cancellation);
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
            await outbox.HangUpAsync(order.Terms.Region, OrderTidings.OfferCallId(order, last), cancellation);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Order {Number} is on the ledger and comes to the queue later: {Reason}")]
        public static partial void QueuedLater(ILogger logger, string number, string reason);
    }
}
