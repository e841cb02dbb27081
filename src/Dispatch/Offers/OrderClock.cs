using Dispatch.Orders;

namespace Dispatch.Offers;

/// <summary>What an order has to be looked at for.</summary>
/// <param name="Due">When it should have happened, or since when it waits for an operator.</param>
public sealed record OrderClock(Order Order, ClockKind Kind, DateTimeOffset Due);
