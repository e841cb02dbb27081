using DialogBot;
using Dispatch.Registry;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls.Live;
using VoiceGateway.Calls.TurnTaking;
using VoiceGateway.Media;
using VoiceGateway.Speech;

namespace VoiceGateway.Calls;

/// <summary>Connects every media stream with what it is for: the hotline's bot, or a call that the desk made.</summary>
internal sealed partial class Exchange(
    Bot bot,
    IPeople people,
    ISpeechRecognizer recognizer,
    ISpeechSynthesizer synthesizer,
    IVoiceActivityFactory ears,
    Phrasebook phrasebook,
    TurnWords words,
    ICallerHabits habits,
    Switchboard switchboard,
    OutgoingCalls outgoing,
    LiveCalls live,
    NoteEnd noteEnd,
    IOptions<CallOptions> options,
    TimeProvider time,
    ILogger<Exchange> logger)
{
    private const int LongestId = 64;
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(10);

    // The first ring is no time to wait for comfort.
    private static readonly TimeSpan HabitsPatience = TimeSpan.FromSeconds(0.3);

    // Calls that are not queued for being beyond capacity.
    private int talking;

    /// <summary>Holds the stream until its call has ended. What breaks in it ends here.</summary>
    public async Task ConnectAsync(MediaSocket socket, MediaStart start, CancellationToken cancellation)
    {
        socket.Open(start.StreamSid);
        try
        {
            await (start.Parameter(MediaStart.Call) is { Length: > 0 } callId
                ? DeliverAsync(new CallLeg(socket, start, noteEnd), callId, cancellation)
                : AnswerAsync(new CallLeg(socket, start, noteEnd), cancellation));
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Log.Broke(logger, broken);
        }
    }

    private Task AnswerAsync(CallLeg leg, CancellationToken cancellation) =>
        TalkAsync(leg, new IncomingCall(ConversationId(leg.Sid), PhoneNumber.Normalise(leg.From), "phone", options.Value.Region), danger: null, cancellation);

    /// <param name="danger">Category of an open alarm, where this is somebody who was called back; they are never queued.</param>
    private async Task TalkAsync(CallLeg leg, IncomingCall call, string? danger, CancellationToken cancellation)
    {
        var phone = call.Phone;
        var known = await RecallAsync(phone, cancellation);
        call = call with { SpokenTo = known.SpokenTo, Again = leg.Again };
        var mouth = NewMouth(leg);
        var isBeyondCapacity = danger is null && call.Again == 0 && Volatile.Read(ref talking) >= options.Value.Capacity;
        var answers = new Answers(call, bot, people, recognizer, phrasebook, words, leg, isBeyondCapacity, time, logger) { Danger = danger };
        using var session = new CallSession(leg, mouth, answers, ears.Create(), words, known.Pace, options.Value, time);
        if (call.Again > 0)
        {
            switchboard.Replace(call.ConversationId, session);
        }
        else if (!switchboard.TryAdd(call.ConversationId, session))
        {
            Log.Twice(logger);
            return;
        }

        Interlocked.Add(ref talking, isBeyondCapacity ? 0 : 1);
        CallMeter.Began(isBeyondCapacity);
        leg.Live = live.Begin(call, canPrompt: true);
        var normal = false;
        try
        {
            normal = (await session.RunAsync(cancellation)).Normal;
        }
        finally
        {
            if (switchboard.Remove(call.ConversationId, session))
            {
                live.End(call.ConversationId);
            }

            Interlocked.Add(ref talking, isBeyondCapacity ? 0 : -1);
            CallMeter.Over(normal);
            await EndAsync(call, session, leg, cancellation);
            await KeepAsync(phone, known, session.Habits);
        }
    }

    private async Task EndAsync(IncomingCall call, CallSession session, CallLeg leg, CancellationToken cancellation)
    {
        if (leg.BrokeOff)
        {
            // Nobody is told of the end of a call that is back in a moment; only a process that stops cannot wait for it.
            await Task.Delay(options.Value.Reopening, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // The caller is gone, and with it the token: this has its own time.
        using var enough = new CancellationTokenSource(EndPatience, time);
        if (!await bot.EndAsync(call, enough.Token))
        {
            return;
        }

        if (session.AwaitsOperator)
        {
            await people.CallerLeftAsync(call.ConversationId, phrasebook.In(Phrasebook.Mandarin).CallerLeft, enough.Token);
        }

        if (!session.HadPerson)
        {
            await people.LineLostAsync(call.ConversationId, enough.Token);
        }
    }

    private async Task<CallerHabits> RecallAsync(string phone, CancellationToken cancellation)
    {
        try
        {
            return await habits.RecallAsync(phone, cancellation).WaitAsync(HabitsPatience, time, cancellation);
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Log.NoHabits(logger, broken);
            return CallerHabits.Unknown;
        }
    }

    private async Task KeepAsync(string phone, CallerHabits known, CallerHabits learnt)
    {
        if (learnt == known)
        {
            return;
        }

        using var enough = new CancellationTokenSource(EndPatience, time);
        try
        {
            await habits.KeepAsync(phone, learnt, enough.Token);
        }
        catch (Exception broken)
        {
            Log.NoHabits(logger, broken);
        }
    }

    private async Task DeliverAsync(CallLeg leg, string callId, CancellationToken cancellation)
    {
        if (outgoing.PickUp(callId) is not { } line)
        {
            await leg.HangUpAsync(new CallSummary(null, "over", false), time);
            return;
        }

        if (line.Call.Resumes is { } resumed)
        {
            await outgoing.ReportAsync(line, Dispatch.CallEnding.Answered, null, cancellation);
            await TalkAsync(leg, new IncomingCall(resumed.ConversationId, line.Call.To, "phone", resumed.Region), resumed.Category, cancellation);
            line.End();
            return;
        }

        var lines = phrasebook.In(Phrasebook.Mandarin);
        await new OutgoingSession(leg, NewMouth(leg), line, outgoing, switchboard, lines, time).RunAsync(cancellation);
    }

    private Mouth NewMouth(CallLeg leg) => new(leg, synthesizer, phrasebook, options.Value, time);

    /// <summary>A carrier's call id, as long as it can stand in a key; else a name of our own.</summary>
    private static string ConversationId(string sid) =>
        sid.Length is > 0 and <= LongestId && sid.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            ? sid
            : Guid.NewGuid().ToString("N");

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A call broke off")]
        public static partial void Broke(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "How a caller is used to be spoken to could not be read or kept")]
        public static partial void NoHabits(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A second stream came for a call that is on the line; it is refused")]
        public static partial void Twice(ILogger logger);
    }
}
