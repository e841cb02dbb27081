using System.Threading.Channels;
using Dispatch.Orders;
using Microsoft.Extensions.Logging;

namespace Dispatch.Queue;

/// <summary>
/// Some places in which errands of one region are attended to. What waits is claimed for all free places in one script call, what is done is
/// acknowledged in another, whatever has come together meanwhile; one heartbeat keeps all leases.
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

    private readonly Task[] attending = [.. Enumerable.Repeat(Task.CompletedTask, places)];
    private readonly Channel<int> free = Channel.CreateBounded<int>(places);
    private readonly Channel<(Claim Claim, Completion Completion)> attended = Channel.CreateBounded<(Claim, Completion)>(places);
    private readonly HeldClaims held = new(queue, time);

    /// <summary>Returns when the program stops, and nothing is attended to any more.</summary>
    public async Task WorkAsync(Bell bell, CancellationToken stopping)
    {
        using var ended = new CancellationTokenSource();
        var heartbeat = BeatAsync(ended.Token);
        var acknowledging = AcknowledgeAsync();
        await FillPlacesAsync(bell, stopping);
        await Task.WhenAll(attending);
        attended.Writer.Complete();
        await acknowledging;
        await ended.CancelAsync();
        await heartbeat;
    }

    private async Task FillPlacesAsync(Bell bell, CancellationToken stopping)
    {
        for (var place = 0; place < places; place++)
        {
            free.Writer.TryWrite(place);
        }

        while (!stopping.IsCancellationRequested)
        {
            var claims = await WaitForPlaceAsync(stopping) ? await ClaimAsync(stopping) : [];
            foreach (var claim in claims)
            {
                free.Reader.TryRead(out var place);
                attending[place] = Task.Run(() => AttendAsync(place, claim, stopping), CancellationToken.None);
            }

            if (claims.Count == 0)
            {
                await bell.WaitAsync(options.Poll, time, stopping);
            }
        }
    }

    private async Task<bool> WaitForPlaceAsync(CancellationToken stopping)
    {
        try
        {
            return await free.Reader.WaitToReadAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<Claim>> ClaimAsync(CancellationToken stopping)
    {
        try
        {
            return await queue.ClaimAsync(region, Math.Min(free.Reader.Count, MostAtOnce), Lane.Emergency, lowest, stopping);
        }
        catch (RedisUnavailableException away)
        {
            Log.Away(logger, region, away.Message);
            return [];
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return [];
        }
    }

    private async Task AttendAsync(int place, Claim claim, CancellationToken stopping)
    {
        using var lease = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        held.Add(claim, lease);
        var completion = await attend(region, claim.Errand, lease.Token);
        held.Remove(claim);
        if (completion is not null)
        {
            await attended.Writer.WriteAsync((claim, completion), CancellationToken.None);
        }

        free.Writer.TryWrite(place);
    }

    /// <summary>What comes to be done while one batch is on its way is the next.</summary>
    private async Task AcknowledgeAsync()
    {
        var batch = new List<(Claim, Completion)>();
        while (await attended.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < MostAtOnce && attended.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            try
            {
                await queue.CompleteAsync(region, batch, CancellationToken.None);
            }
            catch (RedisUnavailableException away)
            {
                // The leases run out, and these errands are attended to once more.
                Log.Away(logger, region, away.Message);
            }

            batch.Clear();
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
