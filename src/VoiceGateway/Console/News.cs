using System.Threading.Channels;

namespace VoiceGateway.Console;

/// <summary>Lets an open page look again when it has heard that something changed; much at once is one look.</summary>
internal sealed class News
{
    /// <summary>Short to people; a call tells ten things a second.</summary>
    private static readonly TimeSpan Gathered = TimeSpan.FromMilliseconds(100);

    private readonly Channel<bool> heard = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>May be called on whatever thread; never blocks.</summary>
    public void Hear() => heard.Writer.TryWrite(true);

    /// <summary>Runs until the page is closed; ends quietly then.</summary>
    public async Task FollowAsync(Func<Task> look, CancellationToken closing)
    {
        try
        {
            while (await heard.Reader.ReadAsync(closing))
            {
                await look();
                await Task.Delay(Gathered, TimeProvider.System, closing);
            }
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The page was closed.
        }
    }
}
