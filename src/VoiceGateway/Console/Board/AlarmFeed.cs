using System.Threading.Channels;
using Dispatch.Alarms;

namespace VoiceGateway.Console.Board;

/// <summary>Wakes a page when anything is new of any alarm; many news at once wake it once.</summary>
internal sealed class AlarmFeed : IDisposable
{
    private readonly Channel<bool> news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly IDisposable listening;

    public AlarmFeed(AlarmDesk desk) => listening = desk.OnChange(_ => news.Writer.TryWrite(true));

    /// <summary>Runs until the page is closed; ends quietly then.</summary>
    public async Task FollowAsync(Func<Task> show, CancellationToken closing)
    {
        try
        {
            await foreach (var _ in news.Reader.ReadAllAsync(closing))
            {
                await show();
            }
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The page was closed.
        }
    }

    public void Dispose() => listening.Dispose();
}
