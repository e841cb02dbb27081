using Dispatch.Orders;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Ledger;

/// <summary>Makes the view orders anew from the events, which alone are the record.</summary>
public sealed class ViewRebuild
{
    private const int Batch = 500;

    private readonly LedgerDatabase database;
    private readonly TimeProvider time;

    internal ViewRebuild(LedgerDatabase database, TimeProvider time)
    {
        this.database = database;
        this.time = time;
    }

    /// <summary>Holds up appends of every region while it runs: the view is never seen half made.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<ViewRebuildReport> RunAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            async (context, token) =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(token);
                // A write to every head is a lock on every chain, on SQLite and PostgreSQL alike.
                await context.Chains.ExecuteUpdateAsync(chain => chain.SetProperty(head => head.Sequence, head => head.Sequence), token);
                var before = await context.Orders.AsNoTracking().ToDictionaryAsync(row => (row.Region, row.Number), row => row.Document, token);
                await context.Orders.ExecuteDeleteAsync(token);
                await context.AskedVendors.ExecuteDeleteAsync(token);

                var report = await WriteAsync(context, before, time.GetUtcNow(), token);
                await transaction.CommitAsync(token);
                return report;
            },
            cancellation);

    private static async Task<ViewRebuildReport> WriteAsync(
        LedgerContext context,
        Dictionary<(string Region, string Number), string> before,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        var orders = 0;
        var wrong = new List<string>();
        await foreach (var order in FoldAsync(context, cancellation))
        {
            orders++;
            var row = OrderRow.Of(order);
            if (!before.Remove((row.Region, row.Number), out var document) || document != row.Document)
            {
                wrong.Add(row.Number);
            }

            context.Add(row);
            context.AddRange(OrderView.Asked(order, now));
            if (orders % Batch == 0)
            {
                await SaveAsync(context, cancellation);
            }
        }

        await SaveAsync(context, cancellation);
        wrong.AddRange(before.Keys.Select(gone => gone.Number));
        return new ViewRebuildReport(orders, wrong);
    }

    private static async IAsyncEnumerable<Order> FoldAsync(
        LedgerContext context,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var (region, number) in await NumbersAsync(context, cancellation))
        {
            var events = await context.Events.AsNoTracking()
                .Where(stored => stored.Region == region && stored.SubjectKind == OrderJson.Kind && stored.SubjectId == number)
                .OrderBy(stored => stored.SubjectVersion)
                .ToListAsync(cancellation);
            yield return Order.Fold(events.Select(stored => OrderJson.Read(stored.ToEvent())));
        }
    }

    private static async Task<List<(string Region, string Number)>> NumbersAsync(LedgerContext context, CancellationToken cancellation)
    {
        var subjects = await context.Events
            .Where(stored => stored.SubjectKind == OrderJson.Kind)
            .Select(stored => new { stored.Region, stored.SubjectId })
            .Distinct()
            .ToListAsync(cancellation);
        return [.. subjects.Select(subject => (subject.Region, subject.SubjectId))];
    }

    private static async Task SaveAsync(LedgerContext context, CancellationToken cancellation)
    {
        await context.SaveChangesAsync(cancellation);
        context.ChangeTracker.Clear();
    }
}
