using DialogBot;
using Dispatch.Queue;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;
using VoiceGateway.Chat.Linking;

namespace VoiceGateway.Chat;

/// <summary>
/// Takes what is typed and finds the answer: from the operator who has claimed the conversation, from the bot, or, before it is known who
/// types, from the question who that is. Safe to repeat: a message that its client sends again is answered once.
/// </summary>
internal sealed partial class ChatReception(
    Bot bot,
    IPeople people,
    ChatBook book,
    ChatQueue queue,
    Introductions introductions,
    ElderLinks links,
    ChatLines lines,
    IOptions<CallOptions> calls,
    TimeProvider time,
    ILogger<ChatReception> logger)
{
    private const int Tries = 20;

    /// <summary>Begins a conversation, or finds it begun.</summary>
    /// <exception cref="RedisUnavailableException">It cannot be kept.</exception>
    public async Task<Chat> BeginAsync(string id, ChatUser user, string region, CancellationToken cancellation)
    {
        if (user.IsSure && await links.FindAsync(user.Key, cancellation) is { } phone)
        {
            return await BeginForAsync(id, user, region, phone, greets: true, cancellation);
        }

        return await KeepNewAsync(id, [Begun(user, region), new ChatEvent.Said(time.GetUtcNow(), ChatSpeaker.Bot, null, lines.Welcome)], cancellation);
    }

    /// <summary>Begins a conversation of which the door knows for whom it is, or finds it begun.</summary>
    /// <param name="phone">Of the elder, digits only.</param>
    /// <param name="greets">The bot speaks first; else it waits for what is said.</param>
    /// <exception cref="RedisUnavailableException">It cannot be kept.</exception>
    public async Task<Chat> BeginForAsync(string id, ChatUser user, string region, string phone, bool greets, CancellationToken cancellation)
    {
        List<ChatEvent> events = [Begun(user, region), new ChatEvent.Linked(time.GetUtcNow(), phone)];
        if (greets)
        {
            events.AddRange(await AskBotAsync(Chat.From(id, events), call => bot.OpenAsync(call, cancellation), cancellation));
        }

        return await KeepNewAsync(id, events, cancellation);
    }

    /// <returns>Null where there is no such conversation (any more); danger in it has been acted upon all the same.</returns>
    /// <exception cref="RedisUnavailableException">It could not be kept; danger in it has been acted upon all the same.</exception>
    public async Task<ChatAnswer?> TakeAsync(string id, ChatMessage message, CancellationToken cancellation)
    {
        if (await FindAsync(id, message.Text, cancellation) is not { Ended: false } chat)
        {
            await WatchAsync(id, message.Text, cancellation);
            return null;
        }

        if (message.ClientId is { } name && chat.NumberOf(name) is { } before)
        {
            return new ChatAnswer(before, []);
        }

        var said = new ChatEvent.Said(time.GetUtcNow(), ChatSpeaker.Chatter, message.Name, message.Text) { ClientId = message.ClientId, Data = message.Data };
        var turn = message.ClientId is { } known ? $"client-{known}" : Guid.NewGuid().ToString("N");
        return await KeepAsync(chat, said, await AnswerAsync(chat, message.AsUtterance(turn), cancellation), cancellation);
    }

    /// <summary>The emergency button of a door that has one: as the key * on the telephone. People are rung before anything is kept.</summary>
    /// <returns>Null where there is no such conversation (any more): nobody was rung.</returns>
    /// <exception cref="RedisUnavailableException">It could not be kept; people are rung all the same, unless it was never known.</exception>
    public async Task<ChatAnswer?> CallForHelpAsync(string id, string clientId, CancellationToken cancellation)
    {
        if (await book.FindAsync(id, cancellation) is not { Ended: false } chat)
        {
            return null;
        }

        var pressed = new ChatEvent.Said(time.GetUtcNow(), ChatSpeaker.Chatter, null, lines.HelpPressed) { ClientId = clientId };
        return await KeepAsync(chat, pressed, await AskBotAsync(chat, call => bot.KeyAsync(call, '*', $"client-{clientId}", cancellation), cancellation), cancellation);
    }

    /// <summary>The client's program said something, which needs no answer.</summary>
    /// <returns>Null where there is no such conversation (any more).</returns>
    /// <exception cref="RedisUnavailableException">It could not be kept.</exception>
    public async Task<ChatAnswer?> SignalAsync(string id, ChatEvent.Signalled signal, CancellationToken cancellation) =>
        await book.FindAsync(id, cancellation) is { Ended: false } chat ? await KeepAsync(chat, signal, [], cancellation) : null;

    /// <summary>The chatter leaves. What was not confirmed is not ordered; an alarm goes on.</summary>
    /// <exception cref="RedisUnavailableException">It could not be kept.</exception>
    public async Task<ChatAnswer?> EndAsync(string id, CancellationToken cancellation)
    {
        if (await book.FindAsync(id, cancellation) is not { Ended: false } chat)
        {
            return null;
        }

        var ended = await KeepAsync(chat, new ChatEvent.Ended(time.GetUtcNow()), [], cancellation);
        await people.CallerLeftAsync(chat.MindId, lines.ChatterLeft, cancellation);
        await bot.EndAsync(chat.Call, cancellation);
        await queue.RemoveAsync(chat.Region, id, cancellation);
        return ended;
    }

    private ChatEvent.Begun Begun(ChatUser user, string region) => new(time.GetUtcNow(), user, region);

    /// <summary>Where somebody has begun it before, that is the conversation.</summary>
    private async Task<Chat> KeepNewAsync(string id, IReadOnlyList<ChatEvent> events, CancellationToken cancellation) =>
        (await book.AddAsync(new Chat(id), events, cancellation))?.Chat ?? throw new RedisUnavailableException("A new conversation could not be kept.");

    private async Task<Chat?> FindAsync(string id, string text, CancellationToken cancellation)
    {
        try
        {
            return await book.FindAsync(id, cancellation);
        }
        catch (RedisUnavailableException)
        {
            await WatchAsync(id, text, cancellation);
            throw;
        }
    }

    /// <summary>Whoever it is, and whatever can be answered: danger rings people.</summary>
    private Task<bool> WatchAsync(string id, string text, CancellationToken cancellation) =>
        bot.WatchAsync((new Chat(id) { Region = calls.Value.Region }).Call, text, cancellation);

    private async Task<IReadOnlyList<ChatEvent>> AnswerAsync(Chat chat, Utterance said, CancellationToken cancellation)
    {
        if (chat.Handover is { OperatorId: not null })
        {
            return await bot.WatchAsync(chat.Call, said.Text, cancellation) ? await HearAsync(chat, said, cancellation) : [];
        }

        if (chat.Phone is not null || await introductions.AnswerAsync(chat, said.Text, cancellation) is not { } introduction)
        {
            return await HearAsync(chat, said, cancellation);
        }

        var known = introduction.Aggregate(chat, (each, happened) => each.After(happened));
        return known.Phone is null ? introduction
            : [.. introduction, .. chat.Held is { } held ? await HearAsync(known, Utterance.Typed(held, said.Id), cancellation) : await AskBotAsync(known, call => bot.OpenAsync(call, cancellation), cancellation)];
    }

    private Task<IReadOnlyList<ChatEvent>> HearAsync(Chat chat, Utterance said, CancellationToken cancellation) =>
        AskBotAsync(chat, call => bot.HearAsync(call, said, cancellation), cancellation);

    /// <summary>The edge at which a turn's exceptions end: the chatter is told so, and may say it again.</summary>
    private async Task<IReadOnlyList<ChatEvent>> AskBotAsync(Chat chat, Func<IncomingCall, Task<Reply>> ask, CancellationToken cancellation)
    {
        try
        {
            return [.. ChatVoice.Events(await ask(chat.Call), chat, lines, time.GetUtcNow())];
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Log.Broke(logger, broken);
            return [new ChatEvent.Said(time.GetUtcNow(), ChatSpeaker.Bot, null, lines.Fault)];
        }
    }

    /// <summary>Adds a message and its answer together, after whatever has come between.</summary>
    private async Task<ChatAnswer?> KeepAsync(Chat chat, ChatEvent message, IReadOnlyList<ChatEvent> answer, CancellationToken cancellation)
    {
        for (var times = 0; times < Tries; times++)
        {
            var number = chat.Length;
            if (await book.AddAsync(chat, [message, .. answer], cancellation) is not var (now, added))
            {
                return null;
            }

            if (added)
            {
                await QueueAsync(chat, answer, cancellation);
                return new ChatAnswer(number, answer);
            }

            if (message is ChatEvent.Said { ClientId: { } name } && now.NumberOf(name) is { } before)
            {
                return new ChatAnswer(before, []);
            }

            chat = now;
        }

        throw new RedisUnavailableException("The conversation goes on elsewhere at every try.");
    }

    private async Task QueueAsync(Chat chat, IReadOnlyList<ChatEvent> answer, CancellationToken cancellation)
    {
        if (answer.Any(each => each is ChatEvent.HandedOver))
        {
            await queue.AddAsync(chat.Region, chat.Id, cancellation);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A turn of a chat broke; the chatter is asked to say it again")]
        public static partial void Broke(ILogger logger, Exception exception);
    }
}
