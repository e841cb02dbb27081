namespace DialogBot;

/// <summary>Where a confirmed wish becomes a work order.</summary>
public interface IOrderDesk
{
    /// <summary>
    /// Returns only after the order is committed to the ledger, so that what is said aloud afterwards is true.
    /// Safe to repeat: the same <see cref="OrderRequest.RequestId"/> gives the same order.
    /// </summary>
    Task<PlaceOutcome> PlaceAsync(OrderRequest request, CancellationToken cancellation);
}
