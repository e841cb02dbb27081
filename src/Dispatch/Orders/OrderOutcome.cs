namespace Dispatch.Orders;

/// <summary>What became of a command to an order.</summary>
public abstract record OrderOutcome
{
    private OrderOutcome() { }

    /// <summary>Committed to the ledger.</summary>
    /// <param name="Order">After the events.</param>
    public sealed record Happened(Order Order, IReadOnlyList<OrderEvent> Events) : OrderOutcome;

    /// <summary>It was so already; nothing was added.</summary>
    public sealed record Already(Order Order) : OrderOutcome;

    /// <summary>The reason is a key of prompts/refusals.yaml. The order is null where the number is unknown.</summary>
    public sealed record Refused(string Reason, Order? Order) : OrderOutcome;

    /// <summary>The ledger cannot be reached: whether it happened is not known; the same command may be sent again.</summary>
    public sealed record Unavailable : OrderOutcome;
}
