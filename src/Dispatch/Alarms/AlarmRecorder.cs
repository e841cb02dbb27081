using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Alarms;

/// <summary>Puts on the ledger what Redis has already: nobody who is rung waits for the disk. What a ledger that is away missed comes later.</summary>
internal sealed partial class AlarmRecorder(AlarmBook book, ILogger<AlarmRecorder> logger) : BackgroundService
{
    private readonly Channel<string> behind = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });

    public void Add(string alarmId) => behind.Writer.TryWrite(alarmId);

    /// <summary>Everything that is known here and not on the ledger.</summary>
    public Task CatchUpAsync(CancellationToken cancellation) => Task.WhenAll(book.All.Select(alarm => RecordAsync(alarm.Id, cancellation)));

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        behind.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What has been added is recorded even while the program stops.
        while (await behind.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var ids = new HashSet<string>();
            while (behind.Reader.TryRead(out var id))
            {
                ids.Add(id);
            }

            await Task.WhenAll(ids.Select(id => RecordAsync(id, CancellationToken.None)));
        }
    }

    private async Task RecordAsync(string id, CancellationToken cancellation)
    {
        try
        {
            if (book.Here(id) is { } alarm)
            {
                await book.RecordAsync(alarm, judges: false, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The loop's edge: whatever goes wrong with one, the others are recorded; this one is tried again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.Failed(logger, id, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Alarm {Id} could not be recorded; it is tried again")]
        public static partial void Failed(ILogger logger, string id, Exception failure);
    }
}
