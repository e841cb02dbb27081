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

    private readonly TaskCompletionSource<char> pressed = new(TaskCreationOptions.RunContinuationsAsynchronously);

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
        if (line.Call.Keys.Contains(key, StringComparison.Ordinal) && pressed.TrySetResult(key))
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
        if (await AskAsync(cancellation) is not { } key)
        {
            await SayAsync(lines.Goodbye, cancellation);
            return;
        }

        await calls.ReportAsync(line, CallEnding.Answered, key, cancellation);
        if (line.Call.JoinTo is { } conversation && key == line.Call.JoinKey)
        {
            await JoinAsync(conversation, cancellation);
        }
        else
        {
            await SayAsync(lines.KeyTaken, cancellation);
        }
    }

    private async Task<char?> AskAsync(CancellationToken cancellation)
    {
        var text = SpokenText.Sentences(line.Call.Text);
        for (var times = 0; times < Times; times++)
        {
            await leg.StateAsync(CallState.Speaking, cancellation);
            await mouth.SayAsync(text, Manner.Usual, mayBeInterrupted: true, cancellation);
            await leg.StateAsync(CallState.Listening, cancellation);
            await Task.WhenAny(pressed.Task, Task.Delay(Patience, time, cancellation));
            cancellation.ThrowIfCancellationRequested();
            if (pressed.Task.IsCompleted)
            {
                return await pressed.Task;
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
