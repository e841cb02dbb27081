using Dispatch;

namespace VoiceGateway.Calls;

/// <summary>
/// A call that the desk made, once it was picked up: says what there is to say, takes a key for an answer, and joins the
/// phone to a waiting caller where that key asks for it. Only a key is an answer: a voicemail sounds like a human.
/// </summary>
internal sealed class OutgoingSession(
    CallLeg leg,
    Mouth mouth,
    OutgoingCalls.Line line,
    OutgoingCalls calls,
    Switchboard switchboard,
    CallLines lines,
    TimeProvider time) : ILegListener
{
    private const int Times = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private volatile Waiting waiting = new(line.Call.Keys);

    /// <summary>Holds the call until it has ended.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var onLine = new CancellationTokenSource();
        using var talk = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        leg.HandTo(this);
        var hearing = leg.ListenAsync(onLine.Token);
        var talking = TalkAsync(talk.Token);
        await Task.WhenAny(hearing, talking, line.Over);

        await talk.CancelAsync();
        await FinishAsync(talking);
        await calls.ReportAsync(line, CallEnding.Answered, null, cancellation);
        line.End();
        await leg.HangUpAsync(new CallSummary(null, "called", true), time);
        await onLine.CancelAsync();
        await FinishAsync(hearing);
    }

    public void Sound(ReadOnlySpan<byte> muLaw)
    {
        // Nobody listens: the answer is a key.
    }

    public void Key(char key)
    {
        if (waiting.TryTake(key))
        {
            mouth.Interrupt();
        }
    }

    public void Typed(string text, bool final)
    {
        // Typed words are no key either.
    }

    public void Marked(string name) => mouth.Marked(name);

    private async Task TalkAsync(CancellationToken cancellation)
    {
        if (await AskAsync(line.Call.Text, cancellation) is not { } key)
        {
            await SayAsync(lines.Goodbye, cancellation);
            return;
        }

        await calls.ReportAsync(line, CallEnding.Answered, key, cancellation, await AskThenAsync(key, cancellation));
        if (line.Call.JoinTo is { } conversation && key == line.Call.JoinKey)
        {
            await JoinAsync(conversation, cancellation);
        }
        else
        {
            await SayAsync(lines.KeyTaken, cancellation);
        }
    }

    /// <summary>The second question, where one follows that answer.</summary>
    private async Task<char?> AskThenAsync(char key, CancellationToken cancellation)
    {
        if (line.Call.Then is not { } then || !then.Follows(key))
        {
            return null;
        }

        line.Answered = key;
        waiting = new Waiting(then.Keys);
        return await AskAsync(then.Text, cancellation);
    }

    private async Task<char?> AskAsync(string question, CancellationToken cancellation)
    {
        var (text, pressed) = (SpokenText.Sentences(question), waiting.Pressed);
        for (var times = 0; times < Times; times++)
        {
            await leg.StateAsync(CallState.Speaking, cancellation);
            await mouth.SayAsync(text, Manner.Usual, mayBeInterrupted: true, cancellation);
            await leg.StateAsync(CallState.Listening, cancellation);
            await Task.WhenAny(pressed, Task.Delay(Patience, time, cancellation));
            cancellation.ThrowIfCancellationRequested();
            if (pressed.IsCompleted)
            {
                return await pressed;
            }
        }

        return null;
    }

    private async Task JoinAsync(string conversation, CancellationToken cancellation)
    {
        switch (await switchboard.JoinAsync(conversation, leg, cancellation))
        {
            case JoinOutcome.AlreadyJoined:
                await SayAsync(lines.AlreadyJoined, cancellation);
                break;
            case JoinOutcome.CallerGone:
                await SayAsync(lines.CallerGone, cancellation);
                break;
        }
    }

    private async Task SayAsync(string sentence, CancellationToken cancellation) =>
        await mouth.SayAsync([sentence], Manner.Usual, mayBeInterrupted: false, cancellation);

    /// <summary>A question that waits for one of its keys.</summary>
    private sealed class Waiting(string keys)
    {
        private readonly TaskCompletionSource<char> pressed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<char> Pressed => pressed.Task;

        public bool TryTake(char key) => keys.Contains(key, StringComparison.Ordinal) && pressed.TrySetResult(key);
    }

    private static async Task FinishAsync(Task part)
    {
        try
        {
            await part;
        }
        catch (OperationCanceledException)
        {
            // One side hung up first.
        }
    }
}
