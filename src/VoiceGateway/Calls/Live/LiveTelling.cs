using System.Threading.Channels;
using Dispatch.Queue;

namespace VoiceGateway.Calls.Live;

/// <summary>Tells the house what happens in the calls of this process, hears what happens in those of others, and answers what is wanted of ours.</summary>
internal sealed partial class LiveTelling(
    LiveCalls calls, LiveBoard board, LiveDesk desk, LiveWire wire, TakeOvers takeOvers, TimeProvider time, ILogger<LiveTelling> logger) : BackgroundService
{
    private const int MostUntold = 10_000;

    /// <summary>A call of which nothing is said is still there.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private readonly Channel<LiveMessage> untold = Channel.CreateBounded<LiveMessage>(new BoundedChannelOptions(MostUntold) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Channel<LiveMessage.Asked> wishes = Channel.CreateUnbounded<LiveMessage.Asked>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        calls.Told += Tell;
        try
        {
            await wire.ListenAsync(LiveDesk.Wire, Hear, stoppingToken);
            Tell(new LiveMessage.RollCall());
            await Task.WhenAll(TellAsync(stoppingToken), AnswerAsync(stoppingToken), RepeatAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
        finally
        {
            calls.Told -= Tell;
        }
    }

    private void Tell(LiveMessage message) => untold.Writer.TryWrite(message);

    private void Hear(string json)
    {
        var message = LiveMessage.Read(json);
        if (!board.Hear(message))
        {
            Tell(new LiveMessage.RollCall(message is LiveMessage.Said said ? said.Conversation : ((LiveMessage.Known)message).Call.Conversation));
        }

        switch (message)
        {
            case LiveMessage.RollCall roll:
                foreach (var line in calls.All.Where(line => roll.Conversation is null || roll.Conversation == line.Call.Conversation))
                {
                    Tell(line.Everything());
                }

                break;
            case LiveMessage.Asked asked when asked.House == calls.House:
                wishes.Writer.TryWrite(asked);
                break;
            case LiveMessage.Answered answered:
                desk.Hear(answered);
                break;
        }
    }

    private async Task TellAsync(CancellationToken stopping)
    {
        await foreach (var message in untold.Reader.ReadAllAsync(stopping))
        {
            await wire.TellAsync(LiveDesk.Wire, message.Write(), stopping);
        }
    }

    private async Task AnswerAsync(CancellationToken stopping)
    {
        await foreach (var wish in wishes.Reader.ReadAllAsync(stopping))
        {
            Tell(new LiveMessage.Answered(wish.Id, await GuardedAsync(wish, stopping)));
        }
    }

    private async Task<TakeOverOutcome> GuardedAsync(LiveMessage.Asked wish, CancellationToken stopping)
    {
        try
        {
            return await takeOvers.DoAsync(wish, stopping);
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            // The loop's edge: the next wish is attended to all the same.
            Log.NotDone(logger, broken);
            return TakeOverOutcome.Busy;
        }
    }

    private async Task RepeatAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            board.Forget();
            foreach (var line in calls.All)
            {
                Tell(new LiveMessage.Known(line.Call));
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "What somebody at the console wanted of a call could not be done")]
        public static partial void NotDone(ILogger logger, Exception exception);
    }
}
