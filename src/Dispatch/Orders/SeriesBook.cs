using Dispatch.Ledger;

namespace Dispatch.Orders;

/// <summary>Which series there are. The ledger has a series' beginning and end; that a visit of it was made is told by the visit's own request.</summary>
public sealed class SeriesBook
{
    private const string Kind = "series";
    private const string Ended = "series.ended";

    private readonly EventLedger ledger;
    private readonly TimeProvider time;

    internal SeriesBook(EventLedger ledger, TimeProvider time)
    {
        this.ledger = ledger;
        this.time = time;
    }

    /// <summary>To be appended together with the order, or the repeat, that begins the series.</summary>
    internal static NewEvent Begun(OrderTerms terms, DateTimeOffset at) =>
        new($"series:{terms.RequestId}", new Subject(Kind, terms.RequestId), 0, "series.begun", OrderJson.Write(terms), at);

    /// <summary>Every series of a region, ended ones too.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<IReadOnlyList<VisitSeries>> ListAsync(string region, CancellationToken cancellation)
    {
        var events = await ledger.EventsOfKindAsync(region, Kind, cancellation);
        return [.. events.GroupBy(stored => stored.Subject.Id).Select(Fold)];
    }

    /// <summary>Those visits that nobody has asked for yet; one that was cancelled or merged into another order was asked for.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    internal async Task<IReadOnlyList<OrderTerms>> MissingAsync(string region, IReadOnlyList<OrderTerms> visits, CancellationToken cancellation)
    {
        var known = await ledger.KnownAsync(region, [.. visits.Select(visit => OrderBook.RequestEventId(visit.RequestId))], cancellation);
        return [.. visits.Where(visit => !known.Contains(OrderBook.RequestEventId(visit.RequestId)))];
    }

    /// <summary>No visit of it is made any more; those that are on the books already and still to come are cancelled by the desk within <see cref="DispatchOptions.ReconcileEvery"/>.</summary>
    /// <param name="id">Of a series that there is.</param>
    /// <param name="by">elder, operator:ID, desk.</param>
    public Task<AppendOutcome> EndAsync(string region, string id, string by, CancellationToken cancellation) => ledger.AppendAsync(
        region,
        [new NewEvent($"series-ended:{id}", new Subject(Kind, id), null, Ended, OrderJson.WriteBy(by), time.GetUtcNow())],
        cancellation);

    private static VisitSeries Fold(IEnumerable<LedgerEvent> events) =>
        new(OrderJson.ReadTerms(events.First().Payload), events.Any(stored => stored.Type == Ended));
}
