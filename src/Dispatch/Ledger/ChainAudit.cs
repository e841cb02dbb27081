using Microsoft.EntityFrameworkCore;

namespace Dispatch.Ledger;

/// <summary>Proves that nothing in the ledger was altered, taken out or moved, or names what was.</summary>
public sealed class ChainAudit
{
    private readonly LedgerDatabase database;

    internal ChainAudit(LedgerDatabase database) => this.database = database;

    /// <summary>Reads every chain from its beginning.</summary>
    /// <param name="anchors">Hashes noted at earlier audits; may be empty.</param>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<ChainReport>> RunAsync(IReadOnlyCollection<ChainAnchor> anchors, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<ChainReport>>(
            async (context, token) =>
            {
                var heads = await context.Chains.AsNoTracking().ToListAsync(token);
                var withEvents = await context.Events.Select(stored => stored.Region).Distinct().ToListAsync(token);
                var regions = heads.Select(head => head.Region).Union(withEvents).Union(anchors.Select(anchor => anchor.Region)).Order(StringComparer.Ordinal);
                var reports = new List<ChainReport>();
                foreach (var region in regions)
                {
                    var walk = new ChainWalk(region, [.. anchors.Where(anchor => anchor.Region == region)]);
                    await foreach (var stored in EventsOf(context, region).AsAsyncEnumerable().WithCancellation(token))
                    {
                        walk.Step(stored.ToEvent());
                    }

                    reports.Add(walk.End(heads.Find(head => head.Region == region)));
                }

                return reports;
            },
            cancellation);

    private static IQueryable<StoredEvent> EventsOf(LedgerContext context, string region) =>
        context.Events.AsNoTracking().Where(stored => stored.Region == region).OrderBy(stored => stored.Sequence);
}
