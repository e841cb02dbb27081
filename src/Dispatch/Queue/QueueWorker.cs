using System.Diagnostics.Metrics;
using Dispatch.Ledger;
using Dispatch.Orders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Queue;

/// <summary>Attends to the errands of every region: some places for all lanes, and one that only emergencies get.</summary>
internal sealed partial class QueueWorker(
    DispatchQueue queue,
    IEnumerable<IErrandRunner> runners,
    DispatchOptions dispatch,
    QueueOptions options,
    TimeProvider time,
    ILogger<QueueWorker> logger) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    private static readonly Counter<long> Attended =
        DispatchTelemetry.Meter.CreateCounter<long>("dispatch.errands", "{errand}", "Errands that a worker attended to, by kind and outcome.");

    private readonly Dictionary<string, IErrandRunner> runners = runners.ToDictionary(runner => runner.Kind, StringComparer.Ordinal);

    /// <summary>Databases and files keep the thread that waits for them: an emergency must not wait until the pool has noticed and made another.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + options.Places), completions);
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(dispatch.Regions.Select(region => WorkAsync(region, stoppingToken)));

    /// <summary>Two crews share the places for all lanes: while one asks Redis the other attends to what it has.</summary>
    private async Task WorkAsync(string region, CancellationToken stopping)
    {
        (Lane Lowest, int Places)[] crews =
            [(Lane.Emergency, 1), (Lane.Scheduled, (options.Places + 1) / 2), (Lane.Scheduled, options.Places / 2)];
        var bells = crews.Where(crew => crew.Places > 0).ToDictionary(_ => new Bell());
        await ListenAsync(region, [.. bells.Where(each => each.Value.Lowest is not Lane.Emergency).Select(each => each.Key)], [.. bells.Keys], stopping);
        await Task.WhenAll(bells.Select(each => CrewFor(region, each.Value.Lowest, each.Value.Places).WorkAsync(each.Key, stopping)));
    }

    private Crew CrewFor(string region, Lane lowest, int places) => new(region, lowest, places, queue, options, AttendAsync, time, logger);

    /// <summary>The bell spares waiting for the next poll; without it everything goes on, only slower.</summary>
    private async Task ListenAsync(string region, Bell[] work, Bell[] emergency, CancellationToken stopping)
    {
        try
        {
            await queue.ListenAsync(region, word => Array.ForEach(word == DispatchQueue.Emergency ? emergency : work, bell => bell.Ring()), stopping);
        }
        catch (RedisUnavailableException away)
        {
            Log.NoBell(logger, region, away);
        }
    }

    /// <returns>Null where the errand is left to whoever gets it when the lease has run out.</returns>
    private async Task<Completion?> AttendAsync(string region, Errand errand, CancellationToken cancellation)
    {
        using var activity = DispatchTelemetry.Activities.StartActivity("dispatch.errand");
        var kind = errand.Id[..errand.Id.IndexOf('/', StringComparison.Ordinal)];
        try
        {
            var completion = await runners[kind].AttendAsync(region, errand, cancellation);
            Attended.Add(1, new("kind", kind), new("outcome", "attended"));
            return completion;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception away) when (away is RedisUnavailableException or LedgerUnavailableException)
        {
            Attended.Add(1, new("kind", kind), new("outcome", "unavailable"));
            Log.Later(logger, errand.Id, away.Message);
            return new Completion(time.GetUtcNow() + AfterFailure, errand.Payload);
        }
#pragma warning disable CA1031 // The worker's edge: whatever went wrong with one errand, the others go on and this one comes again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Attended.Add(1, new("kind", kind), new("outcome", "failed"));
            Log.Failed(logger, errand.Id, failure);
            return new Completion(time.GetUtcNow() + AfterFailure, errand.Payload);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Errand {Id} failed; it comes again")]
        public static partial void Failed(ILogger logger, string id, Exception failure);

        [LoggerMessage(LogLevel.Warning, "Errand {Id} has to wait: {Reason}")]
        public static partial void Later(ILogger logger, string id, string reason);

        [LoggerMessage(LogLevel.Warning, "Nobody rings when work comes for {Region}; it is looked for")]
        public static partial void NoBell(ILogger logger, string region, Exception away);
    }
}
