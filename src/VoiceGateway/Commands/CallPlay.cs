using VoiceGateway.Media;

namespace VoiceGateway.Commands;

/// <summary>Plays a caller's turns on a line, each when the bot has finished, and writes the call down.</summary>
internal sealed class CallPlay
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    // Longer than the longest answer with all its 请稍等.
    private static readonly TimeSpan BotPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(10);

    // Quieter than this, of 32,767, is the room and not the caller.
    private const int Room = 400;

    private readonly CallLine line;
    private readonly CallTranscript transcript;
    private readonly TimeProvider time;
    private int yourTurns;
    private string heard = string.Empty;

    /// <param name="line">Not dialled yet, so that nothing is missed.</param>
    public CallPlay(CallLine line, CallTranscript transcript, TimeProvider time)
    {
        this.line = line;
        this.transcript = transcript;
        this.time = time;
        line.Captioned += OnCaption;
        line.Sounded += _ => transcript.BotBegins();
        line.StateChanged += OnState;
    }

    /// <returns>Whether everything was said and the call ended as calls should.</returns>
    public async Task<bool> RunAsync(IReadOnlyList<CallTurn> turns, CancellationToken cancellation)
    {
        var all = await BotFinishesAsync(0, cancellation);
        foreach (var turn in turns)
        {
            if (!all || line.IsOver)
            {
                all = false;
                break;
            }

            all = await TakeAsync(turn, cancellation);
        }

        await line.HangUpAsync();
        await UntilAsync(() => line.IsOver, EndPatience, cancellation);
        transcript.End(line.End);
        return all && line.End is { Normal: true };
    }

    private async Task<bool> TakeAsync(CallTurn turn, CancellationToken cancellation)
    {
        var before = Volatile.Read(ref yourTurns);
        var startedAt = time.GetTimestamp();
        heard = string.Empty;
        var length = await SayAsync(turn, cancellation);
        return await BotFinishesAsync(before, cancellation, () => transcript.Caller(startedAt, Words(turn), length));
    }

    /// <returns>Milliseconds that it took.</returns>
    private async Task<int> SayAsync(CallTurn turn, CancellationToken cancellation)
    {
        switch (turn)
        {
            case CallTurn.Wav { Speech: var speech }:
                var startedAt = time.GetTimestamp();
                line.Speak(speech);
                transcript.CallerStopped(startedAt + (long)(LastSound(speech).TotalSeconds * time.TimestampFrequency));
                await UntilAsync(() => line.HasSpoken || line.IsOver, speech.Length + EndPatience, cancellation);
                return (int)speech.Length.TotalMilliseconds;
            case CallTurn.Say { Text: var text }:
                transcript.CallerStopped(time.GetTimestamp());
                await line.TypeAsync(text);
                return 0;
            case CallTurn.Press { Key: var key }:
                transcript.CallerStopped(time.GetTimestamp());
                await line.PressAsync(key);
                return 0;
            default:
                return 0;
        }
    }

    private string Words(CallTurn turn) => turn is CallTurn.Press { Key: var key } ? key.ToString() : heard;

    /// <summary>Waits until it is the caller's turn (again) and everything has been heard, or the call is over.</summary>
    private async Task<bool> BotFinishesAsync(int before, CancellationToken cancellation, Action? first = null)
    {
        var finished = await UntilAsync(() => (Volatile.Read(ref yourTurns) > before && line.IsQuiet) || line.IsOver, BotPatience, cancellation);
        first?.Invoke();
        transcript.BotStopped();
        return finished;
    }

    private async Task<bool> UntilAsync(Func<bool> condition, TimeSpan patience, CancellationToken cancellation)
    {
        var since = time.GetTimestamp();
        while (!condition())
        {
            if (time.GetElapsedTime(since) > patience)
            {
                return false;
            }

            await Task.Delay(Look, time, cancellation);
        }

        return true;
    }

    private void OnCaption(string who, string text)
    {
        if (who == "caller")
        {
            heard = text;
        }
        else
        {
            transcript.BotBegins();
            transcript.BotSays(text);
        }
    }

    private void OnState(string state)
    {
        if (state is "listening" or "waiting" or "bridged")
        {
            Interlocked.Increment(ref yourTurns);
        }
    }

    private static TimeSpan LastSound(Sound speech)
    {
        var last = speech.Samples.Span.LastIndexOfAnyExceptInRange((short)-Room, (short)Room);
        return TimeSpan.FromSeconds((last + 1) / (double)speech.Rate);
    }
}
