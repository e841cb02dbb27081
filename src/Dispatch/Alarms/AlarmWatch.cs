using System.Collections.Concurrent;
using System.Threading.Channels;
using Dispatch.Ledger;
using Dispatch.Queue;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Alarms;

/// <summary>
/// Sees to it that no alarm stands still: learns of those of other machines, puts back what a queue lost, hastens what is late, and goes
/// on by itself where there is no queue. Its own second is a timer's, whatever the clock says.
/// </summary>
internal sealed partial class AlarmWatch(
    AlarmBook book,
    AlarmDispatcher dispatcher,
    AlarmRecorder recorder,
    AlarmMerger merger,
    AlarmRinger ringer,
    AlarmPeople people,
    RedisStore redis,
    DispatchQueue queue,
    DispatchOptions options,
    TimeProvider time,
    ILogger<AlarmWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan RosterEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    /// <summary>So many looks late, a queue has lost it, or its clock differs.</summary>
    private const int LateLooks = 2;

    /// <summary>So many looks late, whoever raised it has died with the queue away.</summary>
    private const int OrphanedLooks = 8;

    private readonly Channel<string> changed = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, int> late = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await GuardAsync(ListenAsync, stoppingToken);
        await Task.WhenAll(LookAsync(stoppingToken), LearnAsync(stoppingToken), RememberAsync(stoppingToken), FollowAsync(stoppingToken));
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        foreach (var region in options.Regions)
        {
            await redis.SubscribeAsync(AlarmBook.ChannelOf(region), id => changed.Writer.TryWrite(id), stopping);
        }
    }

    /// <summary>What other machines, and this one, say has changed.</summary>
    private async Task FollowAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var id in changed.Reader.ReadAllAsync(stopping))
            {
                if (AlarmId.RegionOf(id) is { } region)
                {
                    await GuardAsync(token => book.LearnFromRedisAsync(region, id, token), stopping);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private Task LookAsync(CancellationToken stopping) => RepeatAsync(
        Every,
        token => Task.WhenAll(book.All.Where(alarm => !alarm.IsStoodDown).Select(alarm => GuardAsync(inner => LookAfterAsync(alarm, inner), token))),
        stopping);

    private Task LearnAsync(CancellationToken stopping) => RepeatAsync(
        options.ReconcileEvery,
        async token =>
        {
            foreach (var region in options.Regions)
            {
                await GuardAsync(inner => book.LearnFromRedisAsync(region, inner), token);
                await GuardAsync(inner => book.LearnFromLedgerAsync(region, inner), token);
            }

            await GuardAsync(merger.MergeAsync, token);
            await Task.WhenAll(book.All.Where(alarm => !alarm.IsStoodDown).Select(alarm => GuardAsync(inner => PutMissingAsync(alarm, inner), token)));
            await GuardAsync(recorder.CatchUpAsync, token);
            Forget();
        },
        stopping);

    private Task RememberAsync(CancellationToken stopping) => RepeatAsync(
        RosterEvery,
        async token =>
        {
            foreach (var region in options.Regions)
            {
                await GuardAsync(inner => people.RememberAsync(region, inner), token);
            }
        },
        stopping);

    private async Task LookAfterAsync(Alarm alarm, CancellationToken cancellation)
    {
        if (AlarmRules.Next(alarm, time.GetUtcNow()).Tasks.Count == 0)
        {
            late.TryRemove(alarm.Id, out _);
            return;
        }

        var looks = late.AddOrUpdate(alarm.Id, 1, (_, before) => before + 1);
        var isOurs = dispatcher.IsAlone(alarm.Id);
        if ((isOurs || looks >= LateLooks) && await dispatcher.EnqueueAsync(alarm, cancellation))
        {
            return;
        }

        if (isOurs || looks >= OrphanedLooks)
        {
            await dispatcher.MoveOnAsync(alarm, cancellation);
        }
    }

    /// <summary>After a Redis that was lost, or came back.</summary>
    private async Task PutMissingAsync(Alarm alarm, CancellationToken cancellation)
    {
        if (!await book.IsInRedisAsync(alarm, cancellation))
        {
            await dispatcher.KeepAsync(alarm, cancellation);
        }

        var errand = await queue.PayloadsAsync(alarm.Region, [$"{AlarmDispatcher.Name}/{alarm.Id}"], cancellation);
        if (errand[0] is null)
        {
            await dispatcher.EnqueueAsync(alarm, cancellation);
        }
    }

    private void Forget()
    {
        foreach (var alarm in book.Forget(time.GetUtcNow() - Remembered))
        {
            ringer.Forget(alarm);
            late.TryRemove(alarm, out _);
        }
    }

    private async Task RepeatAsync(TimeSpan every, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(every, time);
        try
        {
            do
            {
                await work(stopping);
            }
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private async Task GuardAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        try
        {
            await work(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (Exception away) when (away is RedisUnavailableException or LedgerUnavailableException)
        {
            Log.Later(logger, away.Message);
        }
#pragma warning disable CA1031 // The loop's edge: whatever goes wrong with one alarm, the others are looked after.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.Failed(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Alarms are looked after without a store: {Reason}")]
        public static partial void Later(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Error, "An alarm could not be looked after; it is tried again")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
