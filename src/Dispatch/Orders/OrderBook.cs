using Dispatch.Ledger;
using Dispatch.Registry;

namespace Dispatch.Orders;

/// <summary>Where orders are made and moved: loads, lets <see cref="OrderRules"/> decide, and returns only after the ledger has committed.</summary>
public sealed partial class OrderBook
{
    /// <summary>Each lost race means that another writer won it; so many in a row mean that the view is wrong.</summary>
    private const int MostTries = 100;

    private readonly EventLedger ledger;
    private readonly LedgerDatabase database;
    private readonly OrderNumbers numbers;
    private readonly Promises promises;
    private readonly ElderDirectory elders;
    private readonly TimeProvider time;

    internal OrderBook(EventLedger ledger, LedgerDatabase database, OrderNumbers numbers, Promises promises, ElderDirectory elders, TimeProvider time)
    {
        this.elders = elders;
        this.ledger = ledger;
        this.database = database;
        this.numbers = numbers;
        this.promises = promises;
        this.time = time;
    }

    /// <summary>Decides and commits; a race with another writer is decided again on what the other one made of the order.</summary>
    public async Task<OrderOutcome> DoAsync(string number, OrderCommand command, CancellationToken cancellation)
    {
        try
        {
            for (var tries = 0; tries < MostTries; tries++)
            {
                if (await TryAsync(await FindAsync(number, cancellation), command, cancellation) is { } outcome)
                {
                    return outcome;
                }
            }

            throw new InvalidDataException($"order {number} as it is read differs from its events: run rebuild-views");
        }
        catch (LedgerUnavailableException)
        {
            return new OrderOutcome.Unavailable();
        }
    }

    /// <summary>改期: as <see cref="DoAsync"/>, with lane and promise worked out for the new window.</summary>
    /// <param name="keepVendor">The vendor who has it agreed to the new time.</param>
    public Task<OrderOutcome> ChangeAsync(
        string number,
        string by,
        DateTimeOffset from,
        DateTimeOffset until,
        bool keepVendor,
        CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var lane = PromiseRule.LaneOf(from, urgent: false, now);
        var promiseBy = PromiseRule.PromiseBy(from, promises[lane], now);
        return DoAsync(number, new OrderCommand.Change(by, from, until, lane, promiseBy, keepVendor), cancellation);
    }

    /// <returns>Null where the order moved on meanwhile and it has to be decided again.</returns>
    /// <param name="together">What is to be appended with it, all or none.</param>
    private async Task<OrderOutcome?> TryAsync(Order? order, OrderCommand command, CancellationToken cancellation, params NewEvent[] together)
    {
        var decision = OrderRules.Decide(order, command, Now());
        if (decision is Decision.Refused refused)
        {
            return new OrderOutcome.Refused(refused.Reason, order);
        }

        if (order is null || decision is not Decision.Events decided)
        {
            return order is null ? new OrderOutcome.Refused("no-such-order", null) : new OrderOutcome.Already(order);
        }

        var events = decided.Items.Select((happened, i) => OrderJson.Write(EventId(happened), order.Number, order.Version + i, happened)).ToList();
        return await ledger.AppendAsync(order.Terms.Region, [.. events, .. together], cancellation) switch
        {
            AppendOutcome.Appended => new OrderOutcome.Happened(decided.Items.Aggregate(order, Order.Apply), decided.Items),
            AppendOutcome.Unavailable => new OrderOutcome.Unavailable(),
            _ => null,
        };
    }

    /// <summary>A request is stored once, whether it became an order or was merged into one.</summary>
    private static string EventId(OrderEvent happened) =>
        happened switch
        {
            OrderEvent.Accepted accepted => RequestEventId(accepted.Terms.RequestId),
            OrderEvent.Repeated repeated => RequestEventId(repeated.RequestId),
            _ => Guid.CreateVersion7(happened.At).ToString("N"),
        };

    /// <summary>Of the event that a request became, order or repeat.</summary>
    internal static string RequestEventId(string requestId) => $"request:{requestId}";

    /// <summary>The ledger keeps milliseconds.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
