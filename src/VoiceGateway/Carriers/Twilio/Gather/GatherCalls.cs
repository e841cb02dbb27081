using System.Collections.Concurrent;
using System.Globalization;
using DialogBot;
using Dispatch.Registry;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;
using VoiceGateway.Calls.Live;

namespace VoiceGateway.Carriers.Twilio.Gather;

/// <summary>
/// The calls that Twilio hears for us. What a call is about is the bot's to remember; here is only
/// where a caller stands who hangs up, or whom a person wants to be joined to.
/// </summary>
internal sealed partial class GatherCalls(
    Bot bot,
    IPeople people,
    GatherSpeech speech,
    Phrasebook phrasebook,
    LiveCalls live,
    LateAnswers late,
    WebhookBudget budget,
    IOptions<CallOptions> options,
    TimeProvider time,
    ILogger<GatherCalls> logger)
{
    /// <summary>So often the caller is told to wait before a person is fetched.</summary>
    private const int MostWaits = 4;

    /// <summary>Of a caller whom another machine has spoken to; later than any turn of a call.</summary>
    private const int UnknownTurn = 10_000;

    private static readonly TimeSpan Remembered = TimeSpan.FromHours(2);

    private readonly ConcurrentDictionary<string, Standing> standings = new(StringComparer.Ordinal);

    /// <summary>Somebody calls.</summary>
    public Task<IResult> BeginAsync(Webhook webhook)
    {
        var call = CallOf(webhook);
        Show(call);
        return AnswerAsync(call, turn: 0, () => bot.OpenAsync(call, budget.Stopping));
    }

    /// <summary>The caller has said something, or pressed a key, or neither.</summary>
    public Task<IResult> TakeTurnAsync(Webhook webhook)
    {
        var (call, turn) = (CallOf(webhook), TurnOf(webhook));
        Show(call);
        return AnswerAsync(call, turn, () => ThinkAsync(call, webhook, turn));
    }

    /// <summary>The caller was told to wait, and has.</summary>
    public async Task<IResult> AskAgainAsync(Webhook webhook)
    {
        var (call, turn, times) = (CallOf(webhook), TurnOf(webhook), Number(webhook.Asked("times")));
        return times < MostWaits && await late.AskAgainAsync(Name(call, turn), () => Wait(turn, times)) is { } answer
            ? answer
            // It takes too long, or was being found on a machine that is no more.
            : Say(call, turn, await FetchPersonAsync(call, Lines.Fault));
    }

    /// <summary>What may be the beginning of a cry; the whole comes as a turn.</summary>
    public async Task WatchAsync(Webhook webhook)
    {
        var words = webhook.Field("StableSpeechResult") + webhook.Field("UnstableSpeechResult");
        live.Find(webhook.CallSid)?.IsSaying(words);
        try
        {
            await bot.WatchAsync(CallOf(webhook), words, budget.Stopping);
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !budget.Stopping.IsCancellationRequested)
        {
            Log.NotWatched(logger, broken);
        }
    }

    /// <summary>The person who talked with the caller has left. A caller in danger is not left alone, and one who was taken over is asked for anything else.</summary>
    public async Task<IResult> GoOnAfterPersonAsync(Webhook webhook)
    {
        var (call, turn) = (CallOf(webhook), TurnOf(webhook));
        live.Find(call.ConversationId)?.Joined(null);
        return Waiting(webhook) switch
        {
            NextStep.AwaitRescue => await AnswerAsync(call, turn, () => bot.ReassureAsync(call, NextStep.AwaitRescue, budget.Stopping)),
            NextStep.Listen => await AnswerAsync(call, turn, () => bot.AfterPersonAsync(call, Name(call, turn), budget.Stopping)),
            _ => speech.SayGoodbye(Lines.OperatorLeft),
        };
    }

    /// <summary>A person takes a caller.</summary>
    /// <param name="phone">The person's, digits only.</param>
    /// <returns>Where the caller stands, and the number of the turn that comes after the person has left.</returns>
    public (int Turn, NextStep Waiting) Joined(string conversation, string phone)
    {
        if (live.Find(conversation) is { } line)
        {
            line.Said("bot", Lines.Joined);
            line.Is(CallState.Bridged);
            line.Joined(phone);
        }

        var standing = standings.GetValueOrDefault(conversation) ?? new Standing(UnknownTurn, NextStep.AwaitOperator, HadPerson: true, time.GetUtcNow());
        standings[conversation] = standing with { HadPerson = true };
        return (standing.Turn + 1, standing.Waiting);
    }

    /// <summary>The call is over. May be told before the last turn is answered, or more than once.</summary>
    public async Task EndAsync(Webhook webhook)
    {
        var call = CallOf(webhook);
        live.End(call.ConversationId);
        standings.TryRemove(call.ConversationId, out var standing);
        if (standing is null or { Waiting: NextStep.AwaitOperator, HadPerson: false })
        {
            await people.CallerLeftAsync(call.ConversationId, Lines.CallerLeft, budget.Stopping);
        }

        await bot.EndAsync(call, budget.Stopping);
        if (standing is not { HadPerson: true })
        {
            await people.LineLostAsync(call.ConversationId, budget.Stopping);
        }
    }

    private CallLines Lines => phrasebook.In(Phrasebook.Mandarin);

    private Task<Reply> ThinkAsync(IncomingCall call, Webhook webhook, int turn)
    {
        var id = Name(call, turn);
        if (webhook.Field("Digits") is [var key, ..])
        {
            live.Find(call.ConversationId)?.Said("caller", $"{key}");
            return bot.KeyAsync(call, key, id, budget.Stopping);
        }

        if (webhook.Field("SpeechResult") is { Length: > 0 } heard)
        {
            live.Find(call.ConversationId)?.Said("caller", heard);
            var confidence = double.TryParse(webhook.Field("Confidence"), NumberStyles.Float, CultureInfo.InvariantCulture, out var given) ? given : (double?)null;
            return bot.HearAsync(call, new Utterance([new Hypothesis(heard, confidence)], id), budget.Stopping);
        }

        return Waiting(webhook) is var waiting and not NextStep.Listen
            ? bot.ReassureAsync(call, waiting, budget.Stopping)
            : bot.SilenceAsync(call, id, budget.Stopping);
    }

    private async Task<IResult> AnswerAsync(IncomingCall call, int turn, Func<Task<Reply>> find) =>
        await late.GiveAsync(Name(call, turn), async () => Say(call, turn, await GuardedAsync(call, find)), () => Wait(turn, times: 0));

    private Twiml Wait(int turn, int times)
    {
        var fillers = Lines.PleaseWait;
        return speech.SayWait(fillers[Math.Min(times, fillers.Count - 1)], Phrasebook.Mandarin, turn, times + 1);
    }

    private Twiml Say(IncomingCall call, int turn, Reply reply)
    {
        Forget();
        var hadPerson = standings.TryGetValue(call.ConversationId, out var before) && before.HadPerson;
        standings[call.ConversationId] = new Standing(turn + 1, reply.Next, hadPerson, time.GetUtcNow());
        if (live.Find(call.ConversationId) is { } line)
        {
            line.Said("bot", reply.Text);
            line.Is(reply.Next == NextStep.Listen ? CallState.Listening : CallState.Waiting);
            line.StandsAt(reply.Conversation);
        }

        return speech.Say(reply, turn + 1);
    }

    /// <summary>The edge at which a turn's exceptions end: whatever breaks, the caller is put through to a person.</summary>
    private async Task<Reply> GuardedAsync(IncomingCall call, Func<Task<Reply>> find)
    {
        try
        {
            return await find();
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !budget.Stopping.IsCancellationRequested)
        {
            CallMeter.Broke();
            Log.Broke(logger, broken);
            return await FetchPersonAsync(call, Lines.Fault);
        }
    }

    private async Task<Reply> FetchPersonAsync(IncomingCall call, string say)
    {
        var caller = new Caller(call.Phone, null, null, null, null, call.Region, "mandarin", 0, 0);
        var summary = Lines.Handover.Replace("{phone}", call.Phone, StringComparison.Ordinal);
        try
        {
            await people.FetchOperatorAsync(new Handover(call.ConversationId, caller, "unavailable", summary), budget.Stopping);
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !budget.Stopping.IsCancellationRequested)
        {
            // The caller stays on the line; the next turn that breaks tries again.
            Log.NobodyFetched(logger, broken);
        }

        return new Reply([say], NextStep.AwaitOperator, Phrasebook.Mandarin, Bot.UsualRate, "handover");
    }

    private void Forget()
    {
        var before = time.GetUtcNow() - Remembered;
        foreach (var (name, standing) in standings)
        {
            if (standing.At < before)
            {
                standings.TryRemove(name, out _);
                live.End(name);
            }
        }
    }

    /// <summary>The console sees it on the machine that has answered it last.</summary>
    private void Show(IncomingCall call)
    {
        if (live.Find(call.ConversationId) is null)
        {
            live.Begin(call, canPrompt: false);
        }
    }

    private IncomingCall CallOf(Webhook webhook) => new(webhook.CallSid, PhoneNumber.Normalise(webhook.From), "phone", options.Value.Region);

    private static int TurnOf(Webhook webhook) => Number(webhook.Asked("turn"));

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static NextStep Waiting(Webhook webhook) => Enum.TryParse<NextStep>(webhook.Asked("waiting"), out var waiting) ? waiting : NextStep.Listen;

    private static string Name(IncomingCall call, int turn) => string.Create(CultureInfo.InvariantCulture, $"{call.ConversationId}-{turn}");

    /// <param name="Turn">Number of the next turn.</param>
    private sealed record Standing(int Turn, NextStep Waiting, bool HadPerson, DateTimeOffset At);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A turn broke; the caller is put through to a person")]
        public static partial void Broke(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Speech could not be watched for danger before its end")]
        public static partial void NotWatched(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "No person could be fetched for a waiting caller")]
        public static partial void NobodyFetched(ILogger logger, Exception exception);
    }
}
