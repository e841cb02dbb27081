using DialogBot;
using VoiceGateway.Calls.TurnTaking;
using VoiceGateway.Media;
using VoiceGateway.Speech;

namespace VoiceGateway.Calls;

/// <summary>
/// Finds the answer to a caller's turn: hears it, asks the bot, and where anything breaks puts the caller through to a person.
/// This is the edge at which a call's exceptions end.
/// </summary>
internal sealed partial class Answers(
    IncomingCall call,
    Bot bot,
    IPeople people,
    ISpeechRecognizer recognizer,
    Phrasebook phrasebook,
    TurnWords words,
    CallLeg leg,
    bool isBeyondCapacity,
    TimeProvider time,
    ILogger logger)
{
    // Noise that the ear takes for speech again and again is silence to the caller.
    private const int NoiseIsSilence = 2;

    private bool queued = isBeyondCapacity;
    private int turns;
    private int noises;
    private bool unheard;
    private bool personOwed;
    private string language = Phrasebook.Mandarin;
    private string locale = Locales.Mandarin;

    /// <summary>Category of an open alarm, where the caller was called back; null for whoever calls.</summary>
    public string? Danger { get; init; }

    /// <summary>Something broke in this call.</summary>
    public bool Faulted { get; private set; }

    /// <summary>As the caller has asked to be spoken to.</summary>
    public SpokenTo SpokenTo { get; private set; } = call.SpokenTo;

    public CallLines Lines => phrasebook.In(language);

    public async Task<Reply?> GreetAsync(CancellationToken cancellation) => queued
        ? await FetchPersonAsync(Lines.Full, "full", Lines.HandoverFull, cancellation)
        : await GuardedAsync(
            async () => Take(Danger is { } danger
                ? await bot.AccompanyAsync(call, danger, $"back-{leg.Sid}", cancellation)
                : call.Again > 0 ? await bot.ReturnAsync(call, cancellation) : await bot.OpenAsync(call, cancellation)),
            cancellation);

    /// <param name="last">What was said last, and what of it was not heard because the caller spoke.</param>
    /// <param name="caller">Who may go on with what they are saying.</param>
    /// <returns>Null where there is nothing to say: it was only noise.</returns>
    public async Task<Reply?> AnswerAsync(CallerTurn turn, LastReply last, CallerSide caller, CancellationToken cancellation)
    {
        if (personOwed)
        {
            return await FetchPersonAsync(Lines.StillFetching, cancellation);
        }

        if (queued && !await IsEmergencyAsync(turn, cancellation))
        {
            return new Reply([Lines.StillFetching], NextStep.AwaitOperator, language, Bot.UsualRate, "queued");
        }

        queued = false;
        return await GuardedAsync(
            () => turn switch
            {
                CallerTurn.Spoken spoken => HearAsync(spoken, last, caller, cancellation),
                CallerTurn.Typed typed => HearAsync(typed, cancellation),
                CallerTurn.Pressed pressed => ThinkAsync(() => bot.KeyAsync(call, pressed.Key, NextId(), cancellation)),
                CallerTurn.Silent when last.Reply.Next != NextStep.Listen => ThinkAsync(() => bot.ReassureAsync(call, last.Reply.Next, cancellation), caller: false),
                CallerTurn.Silent => ThinkAsync(() => bot.SilenceAsync(call, NextId(), cancellation), caller: false),
                _ => Task.FromResult<Reply?>(null),
            },
            cancellation);
    }

    /// <summary>A person has talked with the caller, and has left.</summary>
    public Task<Reply?> AfterPersonAsync(CancellationToken cancellation) =>
        GuardedAsync(async () => Take(await bot.AfterPersonAsync(call, NextId(), cancellation)), cancellation);

    /// <summary>Puts the caller through to a person.</summary>
    /// <param name="say">What the caller is told.</param>
    public Task<Reply> FetchPersonAsync(string say, CancellationToken cancellation) => FetchPersonAsync(say, "unavailable", Lines.Handover, cancellation);

    private async Task<Reply> FetchPersonAsync(string say, string reason, string summary, CancellationToken cancellation)
    {
        var caller = new Caller(call.Phone, null, null, null, null, call.Region, "mandarin", 0, 0);
        try
        {
            await people.FetchOperatorAsync(
                new Handover(call.ConversationId, caller, reason, summary.Replace("{phone}", call.Phone, StringComparison.Ordinal)), cancellation);
            personOwed = false;
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // The caller stays on the line, and every further turn tries again.
            personOwed = true;
            Log.NobodyFetched(logger, broken);
        }

        return new Reply([say], NextStep.AwaitOperator, language, Bot.UsualRate, "handover");
    }

    /// <summary>Recognises what is not a turn yet, or none at all, and looks for danger in it; the alarm is raised at once.</summary>
    public async Task<Watched> WatchAsync(Sound speech, CancellationToken cancellation, RecognitionKind kind = RecognitionKind.Partial)
    {
        var urgent = kind == RecognitionKind.Final;
        var heard = await recognizer.RecognizeAsync(new RecognitionRequest(call.ConversationId, speech, kind, locale) { Urgent = urgent }, cancellation);
        return heard.Outcome == RecognitionOutcome.Heard
            ? new Watched(heard.Text, await WatchTypingAsync(heard.Text, cancellation))
            : new Watched(null, Danger: false) { IsUnheard = heard.Outcome is RecognitionOutcome.Busy or RecognitionOutcome.Replaced };
    }

    public bool HearsAhead => recognizer.HearsAhead;

    /// <summary>Recognises what may turn out to be a whole turn, and looks for danger in it; the alarm is raised at once.</summary>
    public async Task<Recognition> RecogniseAheadAsync(Sound speech, CancellationToken cancellation)
    {
        var heard = await recognizer.RecognizeAsync(new RecognitionRequest(call.ConversationId, speech, RecognitionKind.Ahead, locale), cancellation);
        if (heard.Outcome == RecognitionOutcome.Heard)
        {
            await WatchTypingAsync(heard.Text, cancellation);
        }

        return heard;
    }

    public async Task<bool> WatchTypingAsync(string text, CancellationToken cancellation)
    {
        try
        {
            return await bot.WatchAsync(call, text, cancellation);
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Log.NotWatched(logger, broken);
            return false;
        }
    }

    /// <summary>Whether somebody who is queued is in danger: then they are answered, however many others are.</summary>
    private async Task<bool> IsEmergencyAsync(CallerTurn turn, CancellationToken cancellation) => turn switch
    {
        CallerTurn.Pressed { Key: '*' } => true,
        CallerTurn.Typed typed => await WatchTypingAsync(typed.Text, cancellation),
        CallerTurn.Spoken spoken => await WatchAsync(spoken.Speech, cancellation) is var watched && (watched.Danger
            || (watched.IsUnheard && (await WatchAsync(spoken.Speech, cancellation, RecognitionKind.Final)).Danger)),
        _ => false,
    };

    private async Task<Reply?> HearAsync(CallerTurn.Typed typed, CancellationToken cancellation)
    {
        await leg.CaptionAsync("caller", typed.Text, cancellation);
        return await ThinkAsync(() => bot.HearAsync(call, Utterance.Typed(typed.Text, NextId()), cancellation));
    }

    private async Task<Reply?> HearAsync(CallerTurn.Spoken spoken, LastReply last, CallerSide caller, CancellationToken cancellation)
    {
        var since = time.GetTimestamp();
        var heard = spoken.Ahead is { IsCompletedSuccessfully: true } ahead && await ahead is { Outcome: RecognitionOutcome.Heard or RecognitionOutcome.Nothing } before
            ? before
            : await recognizer.RecognizeAsync(
                new RecognitionRequest(call.ConversationId, spoken.Speech, Locale: locale) { WasAhead = spoken.Ahead is not null }, cancellation);
        CallMeter.Heard(time.GetElapsedTime(since));
        CallMeter.Recognised(heard.Waited + heard.Took);
        switch (heard.Outcome)
        {
            case RecognitionOutcome.Heard when last.IsUnmovedBy(heard.Text, spoken.MayBeEcho, words):
                (noises, unheard) = (0, false);
                return last.Rest;

            case RecognitionOutcome.Heard when await caller.WholeAsync(spoken, heard.Text, cancellation) is { } whole:
                CallMeter.WentOn();
                return await HearAsync(whole, last, caller, cancellation);

            case RecognitionOutcome.Heard:
                (noises, unheard) = (0, false);
                await leg.CaptionAsync("caller", heard.Text, cancellation);
                return await ThinkAsync(() => bot.HearAsync(call, new Utterance(heard.Hypotheses, NextId()), cancellation));

            case RecognitionOutcome.Nothing when last.Unheard.Count > 0:
                return last.Rest;

            case RecognitionOutcome.Nothing:
                return ++noises % NoiseIsSilence == 0 ? await ThinkAsync(() => bot.SilenceAsync(call, NextId(), cancellation), caller: false) : null;

            case RecognitionOutcome.NotReady when leg.ShowsCaptions:
                // The far end can type, and shows that it has to.
                await leg.StateAsync(CallState.Deaf, cancellation);
                return null;

            case RecognitionOutcome.NotReady:
                return await FetchPersonAsync(Lines.CannotHear, cancellation);

            default:
                return await AskAgainAsync(cancellation);
        }
    }

    /// <summary>An engine that is full or broke: asked once more, then a person is fetched.</summary>
    private async Task<Reply?> AskAgainAsync(CancellationToken cancellation)
    {
        if (unheard)
        {
            return await FetchPersonAsync(Lines.CannotHear, cancellation);
        }

        unheard = true;
        return new Reply([Lines.SayAgain], NextStep.Listen, language, Bot.UsualRate, "unheard");
    }

    /// <param name="caller">The caller has said something: silence makes us slower, but that is not asked for.</param>
    private async Task<Reply?> ThinkAsync(Func<Task<Reply>> think, bool caller = true)
    {
        var began = time.GetTimestamp();
        var reply = await think();
        CallMeter.Thought(time.GetElapsedTime(began));
        SpokenTo = caller ? new SpokenTo(reply.Rate, reply.Louder) : SpokenTo;
        return Take(reply);
    }

    /// <summary>The bot knows who calls: from its first words on the caller is heard and spoken to in the caller's own speech.</summary>
    private Reply Take(Reply reply)
    {
        (language, locale) = (reply.Language, Locales.Of(reply.Dialect));
        return reply;
    }

    private async Task<Reply?> GuardedAsync(Func<Task<Reply?>> find, CancellationToken cancellation)
    {
        try
        {
            return await find();
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            var first = !Faulted;
            Faulted = true;
            CallMeter.Broke();
            Log.Broke(logger, broken);
            return await FetchPersonAsync(first ? Lines.Fault : Lines.StillFetching, cancellation);
        }
    }

    private string NextId() => call.Again == 0 ? $"{call.ConversationId}-{++turns}" : $"{call.ConversationId}-{call.Again}-{++turns}";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A turn broke; the caller is put through to a person")]
        public static partial void Broke(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "No person could be fetched for a waiting caller; it is tried again")]
        public static partial void NobodyFetched(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Speech could not be watched for danger before its end")]
        public static partial void NotWatched(ILogger logger, Exception exception);
    }
}
