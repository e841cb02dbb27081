using System.Globalization;
using Dispatch.Ledger;
using Dispatch.Orders;
using Dispatch.Queue;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Offers;

/// <summary>
/// Has the visits of every series made, then compares the ledger's orders, those that are open and those whose end is news to somebody,
/// with the queue and puts there what is missing, or what moved on without the queue hearing of it: after a wiped Redis, after a crash between a commit and what follows it. Running it twice changes nothing.
/// </summary>
internal sealed partial class Reconciler(
    OrderBook book,
    DispatchQueue queue,
    SeriesKeeper series,
    DispatchOptions options,
    TimeProvider time,
    ILogger<Reconciler> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.ReconcileEvery, time);
        try
        {
            do
            {
                foreach (var region in options.Regions)
                {
                    await TryAsync(region, series.KeepAsync, stoppingToken);
                    await TryAsync(region, PutMissingAsync, stoppingToken);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <returns>How many orders were put on the queue.</returns>
    public async Task<int> ReconcileAsync(string region, CancellationToken cancellation)
    {
        IReadOnlyList<OpenOrder> open = [.. await book.OpenAsync(region, cancellation), .. await book.CancelledAsync(region, time.GetUtcNow(), cancellation)];
        var errands = open.Select(OrderDispatcher.ErrandFor).ToList();
        var seen = await queue.PayloadsAsync(region, [.. errands.Select(errand => errand.Id)], cancellation);
        // An empty payload has been put and not been attended to since.
        var behind = errands.Where((_, i) => seen[i] is null || (seen[i] != "" && seen[i] != open[i].Version.ToString(CultureInfo.InvariantCulture))).ToList();
        await queue.PutAsync(region, behind, cancellation);
        return behind.Count;
    }

    private async Task PutMissingAsync(string region, CancellationToken cancellation)
    {
        var put = await ReconcileAsync(region, cancellation);
        if (put > 0)
        {
            Log.Put(logger, put, region);
        }
    }

    private async Task TryAsync(string region, Func<string, CancellationToken, Task> step, CancellationToken stopping)
    {
        try
        {
            await step(region, stopping);
        }
        catch (Exception away) when (away is RedisUnavailableException or LedgerUnavailableException)
        {
            Log.Later(logger, region, away.Message);
        }
#pragma warning disable CA1031 // The loop's edge: one region's trouble must not end the comparing.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.Failed(logger, region, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Count} orders of {Region} were not on the queue as the ledger has them, and are now")]
        public static partial void Put(ILogger logger, int count, string region);

        [LoggerMessage(LogLevel.Warning, "The orders of {Region} cannot be compared with the ledger now: {Reason}")]
        public static partial void Later(ILogger logger, string region, string reason);

        [LoggerMessage(LogLevel.Error, "Comparing the orders of {Region} with the ledger failed")]
        public static partial void Failed(ILogger logger, string region, Exception failure);
    }
}
