namespace DialogBot;

/// <summary>Where a confirmed wish becomes a work order.</summary>
public interface IOrderDesk
{
    /// <summary>
    /// Returns only after the order is committed to the ledger, so that what is said aloud afterwards is true.
    /// Safe to repeat: the same <see cref="OrderRequest.RequestId"/> gives the same order.
    /// </summary>
    Task<PlaceOutcome> PlaceAsync(OrderRequest request, CancellationToken cancellation);

    /// <summary>The caller's orders that are still to come, and those that were done today; soonest first. Throws where they cannot be read.</summary>
    Task<IReadOnlyList<KnownOrder>> FindOrdersAsync(Caller caller, CancellationToken cancellation);

    /// <summary>Cancels one order of the caller's; of a series this visit only. Safe to repeat.</summary>
    Task<CancelOutcome> CancelAsync(string orderNumber, CancellationToken cancellation);

    /// <summary>Ends the series that an order of the caller's is a visit of, with every visit still to come. Safe to repeat.</summary>
    Task<CancelOutcome> EndSeriesAsync(string orderNumber, CancellationToken cancellation);

    /// <summary>Moves one order of the caller's, for as long as it was; of a series this visit only. Safe to repeat.</summary>
    /// <param name="from">Start of the new window.</param>
    Task<ChangeOutcome> ChangeAsync(string orderNumber, DateTimeOffset from, CancellationToken cancellation);
}
