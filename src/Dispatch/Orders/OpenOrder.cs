namespace Dispatch.Orders;

/// <summary>An order that the queue has to have, as far as it takes to find it on the queue.</summary>
internal sealed record OpenOrder(string Number, Lane Lane, DateTimeOffset From, long Version);
