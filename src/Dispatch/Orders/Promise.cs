namespace Dispatch.Orders;

/// <summary>How soon an order of a lane should have a vendor.</summary>
/// <param name="TakenWithin">After it was accepted.</param>
/// <param name="BeforeStart">Before its window begins.</param>
/// <param name="AtLeast">What the desk is given in any case.</param>
public sealed record Promise(TimeSpan TakenWithin, TimeSpan BeforeStart, TimeSpan AtLeast);
