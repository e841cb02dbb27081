using System.Collections.Concurrent;
using Dispatch.Orders;
using Microsoft.Extensions.Logging;

namespace Dispatch.Queue;

/// <summary>
/// Some places in which errands of one region are attended to. One script call acknowledges all that is done and claims for all free places;
/// what comes together while it is on its way goes with the next. One heartbeat keeps all leases.
/// </summary>
/// <param name="lowest">The lowest lane that gets a place here.</param>
/// <param name="places">How many errands are attended to at a time.</param>
/// <param name="attend">Attends to an errand; null where it is left to whoever gets it when the lease has run out.</param>
internal sealed partial class Crew(
    string region,
    Lane lowest,
    int places,
    DispatchQueue queue,
    QueueOptions options,
    Func<string, Errand, CancellationToken, Task<Completion?>> attend,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>More in one script would keep others waiting for Redis.</summary>
    private const int MostAtOnce = 256;

    private readonly ConcurrentQueue<(Claim Claim, Completion? Completion)> attended = [];
    private readonly HeldClaims held = new(queue, time);

    /// <summary>Returns when the program stops, and nothing is attended to any more.</summary>
    /// <param name="bell">Rung from outside when work comes, from inside when a place is free again.</param>
    public async Task WorkAsync(Bell bell, CancellationToken stopping)
    {
        using var ended = new CancellationTokenSource();
        var heartbeat = BeatAsync(ended.Token);
        await ServeAsync(bell, stopping);
        await ended.CancelAsync();
        await heartbeat;
    }

    private async Task ServeAsync(Bell bell, CancellationToken stopping)
    {
        var free = places;
        while (free < places || !stopping.IsCancellationRequested)
        {
            var (left, done) = TakeAttended();
            free += left;
            var most = stopping.IsCancellationRequested ? 0 : Math.Min(free, MostAtOnce);
            var claims = most > 0 || done.Count > 0 ? await ExchangeAsync(done, most) : [];
            free -= claims.Count;
            foreach (var claim in claims)
            {
                // Each gives its place back, and this method returns when all are free. Where there is one place nobody else has to be served.
                _ = places == 1 ? AttendAsync(claim, bell, stopping) : Task.Run(() => AttendAsync(claim, bell, stopping), CancellationToken.None);
            }

            // What is done at once is acknowledged by the next call, not by one of its own.
            await Task.Yield();
            if (claims.Count < most || most == 0)
            {
                // Whatever is attended to ends when the program stops, and rings.
                await bell.WaitAsync(options.Poll, time, free < places ? CancellationToken.None : stopping);
            }
        }
    }

    /// <returns>How many places are free again, and what is to be acknowledged.</returns>
    private (int Left, List<(Claim, Completion)> Done) TakeAttended()
    {
        var left = 0;
        var done = new List<(Claim, Completion)>();
        while (left < MostAtOnce && attended.TryDequeue(out var next))
        {
            left++;
            if (next.Completion is { } completion)
            {
                done.Add((next.Claim, completion));
            }
        }

        return (left, done);
    }

    /// <summary>Not broken off when the program stops: what was claimed would be nobody's until its lease ran out.</summary>
    private async Task<IReadOnlyList<Claim>> ExchangeAsync(List<(Claim, Completion)> done, int most)
    {
        try
        {
            return (await queue.ExchangeAsync(region, done, most, Lane.Emergency, lowest, CancellationToken.None)).Claims;
        }
        catch (RedisUnavailableException away)
        {
            // The leases of what was done run out, and it is attended to once more.
            Log.Away(logger, region, away.Message);
            return [];
        }
    }

    private async Task AttendAsync(Claim claim, Bell bell, CancellationToken stopping)
    {
        using var lease = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Completion? completion = null;
        held.Add(claim, lease);
        try
        {
            completion = await attend(region, claim.Errand, lease.Token);
        }
        finally
        {
            held.Remove(claim);
            attended.Enqueue((claim, completion));
            bell.Ring();
        }
    }

    private async Task BeatAsync(CancellationToken ended)
    {
        using var timer = new PeriodicTimer(options.EmergencyLease / 3, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                await TryBeatAsync(ended);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }
    }

    private async Task TryBeatAsync(CancellationToken ended)
    {
        try
        {
            foreach (var lost in await held.BeatAsync(region, ended))
            {
                Log.Lost(logger, lost.Errand.Id);
            }
        }
        catch (RedisUnavailableException away)
        {
            // Perhaps still ours: the ledger refuses what comes too late.
            Log.Away(logger, region, away.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Errand {Id} took longer than its lease and is another worker's now")]
        public static partial void Lost(ILogger logger, string id);

        [LoggerMessage(LogLevel.Debug, "The queue of {Region} is away: {Reason}")]
        public static partial void Away(ILogger logger, string region, string reason);
    }
}
