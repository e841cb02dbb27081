using Dispatch.Orders;

namespace Dispatch.Offers;

/// <summary>Which open orders are at risk.</summary>
public sealed class OrderClocks
{
    private readonly OrderBook book;
    private readonly OfferPolicy policy;
    private readonly TimeProvider time;

    internal OrderClocks(OrderBook book, OfferPolicy policy, TimeProvider time)
    {
        this.book = book;
        this.policy = policy;
        this.time = time;
    }

    /// <summary>Orders that wait for an operator, and those whose clock runs out within a span: the most pressing first.</summary>
    /// <exception cref="Ledger.LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<IReadOnlyList<OrderClock>> AtRiskAsync(string region, TimeSpan within, CancellationToken cancellation)
    {
        var horizon = time.GetUtcNow() + within;
        var open = await book.OpenOrdersAsync(region, cancellation);
        return
        [
            .. open.Select(order => Of(order, policy)).OfType<OrderClock>()
                .Where(clock => clock.Due <= horizon)
                .OrderByDescending(clock => clock.Kind is ClockKind.Escalated).ThenBy(clock => clock.Order.Lane).ThenBy(clock => clock.Due),
        ];
    }

    /// <summary>Null where nothing is owed: the work is done, or the order is over.</summary>
    internal static OrderClock? Of(Order order, OfferPolicy policy) => order switch
    {
        { IsEnded: true } => null,
        { Escalation: { } escalation } => new OrderClock(order, ClockKind.Escalated, escalation.At),
        { State: OrderState.Accepted or OrderState.Offered or OrderState.Returned } => new OrderClock(order, ClockKind.Promise, policy.PromiseOf(order)),
        { State: OrderState.Taken } => new OrderClock(order, ClockKind.Arrival, order.Terms.From + policy.NoShow),
        _ => null,
    };
}
