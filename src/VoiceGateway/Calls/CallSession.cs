using System.Diagnostics;
using DialogBot;
using VoiceGateway.Calls.TurnTaking;
using VoiceGateway.Hosting;
using VoiceGateway.Media;
using VoiceGateway.Speech;

namespace VoiceGateway.Calls;

/// <summary>One call to the hotline, from the greeting until one side hangs up: listen, answer, speak, and listen again.</summary>
internal sealed class CallSession : IDisposable
{
    private static readonly TimeSpan CallerMayFinish = TimeSpan.FromSeconds(3);

    private const int MostGoodbyes = 2;

    // A line that stops the voice for nothing again and again is then not listened to until it has finished.
    private const int MostResumed = 1;

    private readonly CallLeg leg;
    private readonly Mouth mouth;
    private readonly CallerSide caller;
    private readonly Answers answers;
    private readonly CallOptions options;
    private readonly TimeProvider time;
    private readonly long began;
    private readonly TaskCompletionSource dropped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken line;
    private Reply reply;
    private IReadOnlyList<string> unheard = [];
    private Joining? joining;
    private bool hadPerson;
    private int goodbyes;
    private int resumed;
    private Task watching = Task.CompletedTask;

    public CallSession(CallLeg leg, Mouth mouth, Answers answers, Speech.IVoiceActivity voice, TurnWords words, Pace pace, CallOptions options, TimeProvider time)
    {
        this.leg = leg;
        this.mouth = mouth;
        this.answers = answers;
        this.options = options;
        this.time = time;
        began = time.GetTimestamp();
        reply = new Reply([], NextStep.Listen, Phrasebook.Mandarin, 1, "ringing");
        caller = new CallerSide(
            voice,
            mouth,
            words,
            pace,
            options,
            time,
            (speech, turn, utterance) => Watch(() => WatchAsync(speech, turn, utterance)),
            (speech, utterance, stop) => answers.HearsAhead ? RecogniseAheadAsync(speech, utterance, stop) : null,
            text => Watch(() => WatchTypingAsync(text)));
    }

    /// <summary>The caller waits for an operator, and none is there.</summary>
    public bool AwaitsOperator => reply.Next == NextStep.AwaitOperator && !hadPerson;

    /// <summary>A person has talked with the caller.</summary>
    public bool HadPerson => hadPerson;

    /// <summary>Number of the last order placed in this call.</summary>
    public string? Order { get; set; }

    /// <summary>What this call has taught us of the caller.</summary>
    public CallerHabits Habits => new(answers.SpokenTo, caller.Pace);

    /// <summary>Holds the call until it has ended.</summary>
    public async Task<CallSummary> RunAsync(CancellationToken cancellation)
    {
        using var activity = GatewayTelemetry.Activities.StartActivity("call", ActivityKind.Server);
        // What stops the talk leaves the line open, so that the end can still be told.
        using var onLine = new CancellationTokenSource();
        using var talk = CancellationTokenSource.CreateLinkedTokenSource(onLine.Token, cancellation);
        line = talk.Token;
        leg.HandTo(caller);
        var hearing = leg.ListenAsync(onLine.Token);
        var talking = TalkAsync(talk.Token);
        await Task.WhenAny(hearing, talking, dropped.Task);

        var cutOff = dropped.Task.IsCompleted || hearing.IsFaulted || talking.IsFaulted || cancellation.IsCancellationRequested;
        var summary = new CallSummary(Order, reply.Conversation, !cutOff && !answers.Faulted);
        await leg.HangUpAsync(summary, time);
        await onLine.CancelAsync();
        joining?.Ended.TrySetResult(JoinOutcome.CallerGone);
        await FinishAsync(Task.WhenAll(hearing, talking, watching));
        return summary;
    }

    /// <summary>Ends the session, for another line to the caller has taken its place.</summary>
    public void Drop() => dropped.TrySetResult();

    /// <summary>Lets a person talk with the caller instead of the bot.</summary>
    /// <returns>When they have finished, or at once when it cannot be.</returns>
    public async Task<JoinOutcome> JoinAsync(CallLeg person, CancellationToken cancellation)
    {
        var mine = new Joining(person);
        if (Interlocked.CompareExchange(ref joining, mine, null) is not null)
        {
            return JoinOutcome.AlreadyJoined;
        }

        caller.Add(new CallerTurn.Joined(person));
        mouth.Interrupt(whatever: true);
        return line.IsCancellationRequested ? JoinOutcome.CallerGone : await mine.Ended.Task.WaitAsync(cancellation);
    }

    /// <summary>Lets the bot say something to the caller, and go on.</summary>
    public void Prompt(string text)
    {
        caller.Add(new CallerTurn.Prompted(text));
        mouth.Interrupt();
    }

    public void Dispose() => caller.Dispose();

    private async Task TalkAsync(CancellationToken cancellation)
    {
        var next = await mouth.FillAsync(answers.GreetAsync(cancellation), () => began, Manner.Usual, cancellation);
        while (true)
        {
            await SpeakAsync(next, cancellation);
            if (reply.Next == NextStep.HangUp && MayHangUp())
            {
                return;
            }

            var turn = await NextTurnAsync(cancellation);
            if (turn is CallerTurn.Joined { Operator: var person })
            {
                next = await TalkToPersonAsync(person, cancellation);
                continue;
            }

            if (turn is CallerTurn.Prompted { Text: var text })
            {
                next = reply with { Sentences = SpokenText.Sentences(text), Next = reply.Next == NextStep.HangUp ? NextStep.Listen : reply.Next };
                continue;
            }

            next = IsTooLong ? await answers.FetchPersonAsync(answers.Lines.TooLong, cancellation) : await AnswerAsync(turn, cancellation);
        }
    }

    /// <summary>Whoever says something into the goodbye is heard out, for it may be a cry; but a television does not keep the line for ever.</summary>
    private bool MayHangUp() => joining is null && (!caller.HasMore || ++goodbyes > MostGoodbyes);

    private bool IsTooLong => reply.Next == NextStep.Listen && time.GetElapsedTime(began) > options.Longest;

    private async Task SpeakAsync(Reply? next, CancellationToken cancellation)
    {
        if (next is null || joining is { Person.Gone.IsCompleted: false })
        {
            return;
        }

        resumed = unheard.Count > 0 && ReferenceEquals(next.Sentences, unheard) ? resumed + 1 : 0;
        (reply, unheard) = (next, []);
        leg.Live?.StandsAt(next.Conversation);
        caller.Expect(next.Expects);
        if (next.Sentences.Count == 0)
        {
            return;
        }

        // Nobody likes to be talked over: what the caller has begun to add is heard out first.
        await caller.PauseAsync(CallerMayFinish, cancellation);
        await leg.StateAsync(CallState.Speaking, cancellation);
        if (!await mouth.SayAsync(next.Sentences, Manner.For(next), next.Next != NextStep.HangUp && resumed <= MostResumed, cancellation))
        {
            unheard = mouth.Unheard;
        }
    }

    private async Task<CallerTurn> NextTurnAsync(CancellationToken cancellation)
    {
        var waits = reply.Next is NextStep.AwaitOperator or NextStep.AwaitRescue;
        await leg.StateAsync(waits ? CallState.Waiting : CallState.Listening, cancellation);
        return await caller.NextAsync(waits ? options.Reassurance : options.Silence, cancellation);
    }

    /// <summary>Answers, and fills the time with 请稍等 when that takes long.</summary>
    private async Task<Reply?> AnswerAsync(CallerTurn turn, CancellationToken cancellation)
    {
        using var activity = GatewayTelemetry.Activities.StartActivity("turn");
        var asked = turn is CallerTurn.Spoken spoken ? spoken.EndedAt : time.GetTimestamp();
        mouth.OnFirstSound = () => CallMeter.Answered(time.GetElapsedTime(caller.LastSound(asked)));
        if (turn is not CallerTurn.Silent)
        {
            await leg.StateAsync(CallState.Thinking, cancellation);
        }

        var answer = answers.AnswerAsync(turn, new LastReply(reply, mouth.Said, unheard), caller, cancellation);
        return await mouth.FillAsync(answer, () => caller.LastSound(asked), Manner.For(reply), cancellation);
    }

    private async Task<Reply?> TalkToPersonAsync(CallLeg person, CancellationToken cancellation)
    {
        hadPerson = true;
        await mouth.SayAsync([answers.Lines.Joined], Manner.For(reply), mayBeInterrupted: false, cancellation);
        leg.Live?.Joined(person.To);
        try
        {
            await Bridge.JoinAsync(leg, person, cancellation);
        }
        finally
        {
            leg.Live?.Joined(null);
        }

        leg.HandTo(caller);
        Interlocked.Exchange(ref joining, null)?.Ended.TrySetResult(JoinOutcome.Talked);
        return reply.Next switch
        {
            // A rescuer whose line broke must not leave the caller alone.
            NextStep.AwaitRescue => await answers.AnswerAsync(new CallerTurn.Silent(), new LastReply(reply, "", []), caller, cancellation),
            NextStep.AwaitOperator => reply with { Sentences = [answers.Lines.OperatorLeft], Next = NextStep.HangUp },
            // Whoever was taken out of the middle of a talk with the bot may want something else of it.
            _ => await answers.AfterPersonAsync(cancellation),
        };
    }

    private async Task WatchTypingAsync(string text)
    {
        leg.Live?.IsSaying(text);
        await answers.WatchTypingAsync(text, line);
    }

    /// <summary>Called on the reading loop; looks at one thing at a time, a newer one is only looked at when the last is done.</summary>
    private void Watch(Func<Task> look)
    {
        if (watching.IsCompleted)
        {
            watching = WatchAsync(look);
        }
    }

    private static async Task WatchAsync(Func<Task> look)
    {
        await Task.Yield();
        await look();
    }

    /// <param name="turn">What becomes a turn of its own where danger is found; null for the beginning of one.</param>
    private async Task WatchAsync(Media.Sound speech, CallerTurn? turn, int utterance)
    {
        var watched = await answers.WatchAsync(speech, line);
        if (turn is null)
        {
            if (watched.Text is { Length: > 0 } heard)
            {
                leg.Live?.IsSaying(heard);
            }

            caller.Begins(watched.Text ?? "", utterance);
        }
        else if (watched.Danger)
        {
            caller.Add(turn);
            mouth.Interrupt(whatever: true);
        }
    }

    private async Task<Recognition> RecogniseAheadAsync(Media.Sound speech, int utterance, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(line, stop);
        await Task.Yield();
        var heard = await answers.RecogniseAheadAsync(speech, either.Token);
        if (heard.Outcome == RecognitionOutcome.Heard)
        {
            caller.Begins(heard.Text, utterance);
        }

        return heard;
    }

    private static async Task FinishAsync(Task everything)
    {
        try
        {
            await everything;
        }
        catch (OperationCanceledException)
        {
            // One side hung up while the other was busy.
        }
    }

    private sealed record Joining(CallLeg Person)
    {
        public TaskCompletionSource<JoinOutcome> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
