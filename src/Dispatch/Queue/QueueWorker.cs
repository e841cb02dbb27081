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

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(dispatch.Regions.Select(region => WorkAsync(region, stoppingToken)));

    private async Task WorkAsync(string region, CancellationToken stopping)
    {
        using var work = new Bell(options.Places);
        using var emergency = new Bell(1);
        await ListenAsync(region, work, emergency, stopping);
        await Task.WhenAll(
        [
            .. Enumerable.Range(0, options.Places).Select(_ => FillPlaceAsync(region, Lane.Scheduled, work, stopping)),
            FillPlaceAsync(region, Lane.Emergency, emergency, stopping),
        ]);
    }

    /// <summary>The bell spares waiting for the next poll; without it everything goes on, only slower.</summary>
    private async Task ListenAsync(string region, Bell work, Bell emergency, CancellationToken stopping)
    {
        try
        {
            await queue.ListenAsync(
                region,
                word =>
                {
                    work.Ring();
                    if (word == DispatchQueue.Emergency)
                    {
                        emergency.Ring();
                    }
                },
                stopping);
        }
        catch (RedisUnavailableException away)
        {
            Log.NoBell(logger, region, away);
        }
    }

    private async Task FillPlaceAsync(string region, Lane lowest, Bell bell, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (await ClaimAsync(region, lowest, stopping) is { } claim)
            {
                await AttendAsync(region, claim, stopping);
            }
            else
            {
                await bell.WaitAsync(options.Poll, time, stopping);
            }
        }
    }

    private async Task<Claim?> ClaimAsync(string region, Lane lowest, CancellationToken stopping)
    {
        try
        {
            var claims = await queue.ClaimAsync(region, 1, Lane.Emergency, lowest, stopping);
            return claims.Count == 1 ? claims[0] : null;
        }
        catch (RedisUnavailableException away)
        {
            Log.Away(logger, region, away.Message);
            return null;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task AttendAsync(string region, Claim claim, CancellationToken stopping)
    {
        using var activity = DispatchTelemetry.Activities.StartActivity("dispatch.errand");
        using var lease = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var heartbeat = HoldAsync(region, claim, lease);
        var completion = await RunAsync(region, claim.Errand, lease.Token);
        await lease.CancelAsync();
        await heartbeat;
        if (completion is null)
        {
            return;
        }

        try
        {
            await queue.CompleteAsync(region, [(claim, completion)], stopping);
        }
        catch (RedisUnavailableException away)
        {
            // The lease runs out, and the errand is attended to once more.
            Log.Away(logger, region, away.Message);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    /// <returns>Null where the errand is left to whoever gets it when the lease has run out.</returns>
    private async Task<Completion?> RunAsync(string region, Errand errand, CancellationToken cancellation)
    {
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

    private async Task HoldAsync(string region, Claim claim, CancellationTokenSource lease)
    {
        try
        {
            while (true)
            {
                await Task.Delay(queue.LeaseOf(claim) / 3, time, lease.Token);
                if (!await BeatAsync(region, claim, lease.Token))
                {
                    Log.Lost(logger, claim.Errand.Id);
                    await lease.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException) when (lease.IsCancellationRequested)
        {
        }
    }

    private async Task<bool> BeatAsync(string region, Claim claim, CancellationToken cancellation)
    {
        try
        {
            return await queue.HoldAsync(region, claim, cancellation);
        }
        catch (RedisUnavailableException away)
        {
            // Perhaps still ours: the ledger refuses what comes too late.
            Log.Away(logger, region, away.Message);
            return true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Errand {Id} failed; it comes again")]
        public static partial void Failed(ILogger logger, string id, Exception failure);

        [LoggerMessage(LogLevel.Warning, "Errand {Id} has to wait: {Reason}")]
        public static partial void Later(ILogger logger, string id, string reason);

        [LoggerMessage(LogLevel.Warning, "Errand {Id} took longer than its lease and is another worker's now")]
        public static partial void Lost(ILogger logger, string id);

        [LoggerMessage(LogLevel.Debug, "The queue of {Region} is away: {Reason}")]
        public static partial void Away(ILogger logger, string region, string reason);

        [LoggerMessage(LogLevel.Warning, "Nobody rings when work comes for {Region}; it is looked for")]
        public static partial void NoBell(ILogger logger, string region, Exception away);
    }
}
