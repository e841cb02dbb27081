using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Summonses;

/// <summary>
/// Goes on ringing without a queue: looks after the summonses that this process knows and the queue does not have, and keeps in mind
/// who is on duty.
/// </summary>
internal sealed partial class SummonsWatch(
    SummonsDesk desk,
    SummonsBook book,
    Rescuers rescuers,
    DispatchOptions options,
    TimeProvider time,
    ILogger<SummonsWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RosterEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateTimeOffset? roster = null;
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            if (roster is null || time.GetUtcNow() - roster >= RosterEvery)
            {
                roster = time.GetUtcNow();
                await GuardAsync(() => RememberRosterAsync(stoppingToken), stoppingToken);
                book.Forget(time.GetUtcNow() - Remembered);
            }

            await Task.WhenAll(book.OpenHere.Select(summons => GuardAsync(() => desk.LookAfterAsync(summons, stoppingToken), stoppingToken)));
        }
        while (!stoppingToken.IsCancellationRequested && await TickAsync(timer, stoppingToken));
    }

    private static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task RememberRosterAsync(CancellationToken stopping)
    {
        foreach (var region in options.Regions)
        {
            await rescuers.RememberAsync(region, stopping);
        }
    }

    private async Task GuardAsync(Func<Task> look, CancellationToken stopping)
    {
        try
        {
            await look();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // The loop's edge: whatever goes wrong with one, the others ring on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.Failed(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A summons could not be looked after; it is tried again")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
