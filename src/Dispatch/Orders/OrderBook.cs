using Dispatch.Ledger;

namespace Dispatch.Orders;

/// <summary>Where orders are made and moved: loads, lets <see cref="OrderRules"/> decide, and returns only after the ledger has committed.</summary>
public sealed class OrderBook(EventLedger ledger, TimeProvider time)
{
    /// <summary>Makes an order, or finds the one that it repeats. Safe to repeat with the same <see cref="OrderTerms.RequestId"/>.</summary>
    /// <param name="by">elder, operator:ID, desk.</param>
    public Task<PlaceOutcome> PlaceAsync(OrderTerms terms, string by, CancellationToken cancellation) =>
        throw new NotSupportedException($"{ledger} {time} {terms} {by} {cancellation}");

    /// <summary>Decides and commits; a race with another writer is decided again on what the other one made of the order.</summary>
    public Task<OrderOutcome> DoAsync(string number, OrderCommand command, CancellationToken cancellation) =>
        throw new NotSupportedException($"{number} {command} {cancellation}");

    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<Order?> FindAsync(string number, CancellationToken cancellation) =>
        throw new NotSupportedException($"{number} {cancellation}");

    /// <summary>Every order of a region that has not ended (Done and Reviewed included), the most pressing first.</summary>
    /// <param name="region">Null for all regions.</param>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<Order>> OpenOrdersAsync(string? region, CancellationToken cancellation) =>
        throw new NotSupportedException($"{region} {cancellation}");

    /// <summary>Orders of one elder, newest first.</summary>
    public Task<IReadOnlyList<Order>> OrdersOfElderAsync(string elderId, int atMost, CancellationToken cancellation) =>
        throw new NotSupportedException($"{elderId} {atMost} {cancellation}");

    /// <summary>Orders that a vendor has taken and not yet finished, soonest first.</summary>
    public Task<IReadOnlyList<Order>> JobsOfVendorAsync(string vendorId, CancellationToken cancellation) =>
        throw new NotSupportedException($"{vendorId} {cancellation}");

    /// <summary>How many jobs each vendor of a region took with windows that begin in a span; for capacity and fair share.</summary>
    public Task<IReadOnlyDictionary<string, int>> VendorLoadAsync(string region, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
        throw new NotSupportedException($"{region} {from} {until} {cancellation}");
}
