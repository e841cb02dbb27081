namespace Dispatch.Ledger;

/// <summary>The system of record: append-only events, hash-chained per region, committed in groups.</summary>
public sealed class EventLedger
{
    /// <summary>
    /// Appends events of one or several subjects of a region, all or none. Returns after the commit is on disk.
    /// Never throws for a database that is down: that is <see cref="AppendOutcome.Unavailable"/>.
    /// </summary>
    public Task<AppendOutcome> AppendAsync(string region, IReadOnlyList<NewEvent> events, CancellationToken cancellation) =>
        throw new NotSupportedException($"{region} {events} {cancellation}");

    /// <summary>Events of one subject, oldest first; empty when it has none.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<LedgerEvent>> EventsOfAsync(string region, Subject subject, CancellationToken cancellation) =>
        throw new NotSupportedException($"{region} {subject} {cancellation}");

    /// <summary>Events of a region after a place in its chain, oldest first.</summary>
    /// <param name="after">0 for the beginning.</param>
    /// <param name="kind">Only events about subjects of this kind; null for all.</param>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<LedgerEvent>> EventsSinceAsync(string region, long after, int atMost, string? kind, CancellationToken cancellation) =>
        throw new NotSupportedException($"{region} {after} {atMost} {kind} {cancellation}");
}
