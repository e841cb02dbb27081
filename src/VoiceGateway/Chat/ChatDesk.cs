using DialogBot;
using Dispatch;
using Dispatch.Queue;

namespace VoiceGateway.Chat;

/// <summary>
/// The front door for operators: conversations that want a person, one operator to each, typed messages, and back to the bot. Every method
/// may be called on any machine and survives a restart; each throws <see cref="RedisUnavailableException"/> where Redis cannot be reached.
/// </summary>
internal sealed class ChatDesk(Bot bot, IPeople people, DispatchDesk desk, ChatBook book, ChatQueue queue, ChatLines lines, TimeProvider time)
{
    private const int Tries = 20;

    /// <summary>The conversations that wait for an operator or have one, oldest first.</summary>
    public async Task<IReadOnlyList<Chat>> OpenAsync(string region, CancellationToken cancellation)
    {
        var open = new List<Chat>();
        foreach (var id in await queue.AllAsync(region, cancellation))
        {
            if (await book.ReloadAsync(id, cancellation) is { Handover: not null } chat)
            {
                open.Add(chat);
            }
            else
            {
                await queue.RemoveAsync(region, id, cancellation);
            }
        }

        return open;
    }

    /// <summary>What was said and done, in order.</summary>
    /// <param name="from">Number of the first event that is wanted; 0 for all.</param>
    public Task<IReadOnlyList<ChatEvent>> ReadAsync(string id, long from, CancellationToken cancellation) => book.ReadAsync(id, from, cancellation);

    /// <summary>How a conversation stands; null where it is forgotten.</summary>
    public Task<Chat?> FindAsync(string id, CancellationToken cancellation) => book.ReloadAsync(id, cancellation);

    /// <summary>One operator gets it, and with it the alarm that was raised in it; nobody is rung any more. The same operator may claim it again.</summary>
    /// <param name="phone">The operator's, digits only; empty where they have none.</param>
    public async Task<ClaimOutcome> ClaimAsync(string id, string operatorId, string name, string phone, CancellationToken cancellation)
    {
        var outcome = ClaimOutcome.Gone;
        var chat = await ChangeAsync(
            id,
            now =>
            {
                outcome = now.Handover?.OperatorId is { } other ? (other == operatorId ? ClaimOutcome.Claimed : ClaimOutcome.AlreadyClaimed) : ClaimOutcome.Claimed;
                return now.Handover?.OperatorId is not null ? [] : Claim(now, operatorId, name);
            },
            cancellation);
        if (chat is not null && outcome == ClaimOutcome.Claimed)
        {
            await queue.AddAsync(chat.Region, id, cancellation);
            await desk.TakeCallerAsync(chat.MindId, name, phone, cancellation);
        }

        return chat is null ? ClaimOutcome.Gone : outcome;
    }

    /// <summary>Says something to the chatter.</summary>
    /// <returns>False where this operator has not claimed the conversation.</returns>
    public async Task<bool> SendAsync(string id, string operatorId, string text, CancellationToken cancellation)
    {
        var has = false;
        await ChangeAsync(
            id,
            now => (has = now.Handover?.OperatorId == operatorId) ? [new ChatEvent.Said(time.GetUtcNow(), ChatSpeaker.Operator, now.Handover!.OperatorName, text)] : [],
            cancellation);
        return has;
    }

    /// <summary>Gives the chatter back to the bot.</summary>
    /// <param name="isSeenTo">What was wanted has been done: the bot asks for anything else. Otherwise it goes on where it stood.</param>
    /// <returns>False where this operator has not claimed the conversation.</returns>
    public async Task<bool> HandBackAsync(string id, string operatorId, bool isSeenTo, CancellationToken cancellation)
    {
        var has = false;
        var chat = await ChangeAsync(
            id,
            now => (has = now.Handover?.OperatorId == operatorId) ? [new ChatEvent.HandedBack(time.GetUtcNow()), Say(lines.OperatorLeft)] : [],
            cancellation);
        if (chat is not null && has)
        {
            await queue.RemoveAsync(chat.Region, id, cancellation);
            await people.CallerLeftAsync(chat.MindId, lines.HandedBack, cancellation);
            var turn = $"back-{chat.Length}";
            var reply = isSeenTo ? await bot.AfterPersonAsync(chat.Call, turn, cancellation) : await bot.GoOnAsync(chat.Call, turn, cancellation);
            await ChangeAsync(id, now => [.. ChatVoice.Events(reply, now, lines, time.GetUtcNow())], cancellation);
        }

        return has;
    }

    /// <summary>An operator may claim what nobody was fetched for, too.</summary>
    private ChatEvent[] Claim(Chat chat, string operatorId, string name)
    {
        var now = time.GetUtcNow();
        ChatEvent[] claimed = [new ChatEvent.Claimed(now, operatorId, name), Say(lines.OperatorCame.Replace("{name}", name, StringComparison.Ordinal))];
        return chat.Handover is null ? [new ChatEvent.HandedOver(now, "claimed", ""), .. claimed] : claimed;
    }

    /// <summary>Adds what follows from how the conversation stands at that moment.</summary>
    /// <returns>How it stands then; null where it is gone or over.</returns>
    private async Task<Chat?> ChangeAsync(string id, Func<Chat, ChatEvent[]> decide, CancellationToken cancellation)
    {
        var chat = await book.FindAsync(id, cancellation);
        for (var times = 0; times < Tries && chat is { Ended: false }; times++)
        {
            if (decide(chat) is not { Length: > 0 } events)
            {
                // Nothing to add follows from what is in mind here; it may be old.
                var fresh = await book.ReloadAsync(id, cancellation);
                if (fresh is null || fresh.Length == chat.Length)
                {
                    return fresh;
                }

                chat = fresh;
                continue;
            }

            if (await book.AddAsync(chat, events, cancellation) is not var (now, added))
            {
                return null;
            }

            if (added)
            {
                return now;
            }

            chat = now;
        }

        return null;
    }

    private ChatEvent.Said Say(string text) => new(time.GetUtcNow(), ChatSpeaker.Bot, null, text);
}
