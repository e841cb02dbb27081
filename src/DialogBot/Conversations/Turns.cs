using DialogBot.Dialogs;
using DialogBot.Speaking;
using DialogBot.Understanding;
using Microsoft.Extensions.Logging;

namespace DialogBot.Conversations;

/// <summary>
/// Takes one turn: loads the conversation, decides, does, saves and answers. A turn is answered once, by whichever process
/// saves first; where the store fails, the caller is put through to a person.
/// </summary>
internal sealed partial class Turns(Knowledge knowledge, Errands errands, IConversationStore store, TimeProvider time, ILogger logger)
{
    private const int Tries = 5;

    /// <summary>What is said to who waits changes about this often.</summary>
    private const int SecondsBetweenWords = 15;

    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(1);
    private static readonly string[] SaidOnce = [Lines.Slower.Name, Lines.Faster.Name, Lines.Louder.Name, Lines.Quieter.Name, Lines.NotUnderstood.Name, Lines.Silence.Name, Lines.Chitchat.Name, Lines.Corrected.Name, Lines.Returned.Name];

    /// <param name="danger">What was found in the words alone: it is answered even without the store.</param>
    public Task<Reply> TakeAsync(IncomingCall call, string turnId, Danger? danger, Func<Conversation, DateTimeOffset, Decision> decide, CancellationToken cancellation) =>
        TakeAsync(call, turnId, danger, (conversation, now) => ValueTask.FromResult(decide(conversation, now)), cancellation);

    /// <param name="danger">What was found in the words alone: it is answered even without the store.</param>
    public async Task<Reply> TakeAsync(IncomingCall call, string turnId, Danger? danger, Func<Conversation, DateTimeOffset, ValueTask<Decision>> decide, CancellationToken cancellation)
    {
        using var span = Telemetry.Source.StartActivity("dialogbot.turn");
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            Conversation conversation;
            long version;
            try
            {
                (conversation, version) = await LoadAsync(call, cancellation);
            }
            catch (Exception broken) when (Errands.IsFault(broken, cancellation))
            {
                Log.StoreFailed(logger, broken, call.ConversationId);
                return await PutThroughAsync(call, danger, cancellation);
            }

            if (conversation.ReplyTo(turnId) is { } before)
            {
                return before;
            }

            var decision = await errands.DoAsync(await DecideAsync(conversation, danger, decide), cancellation);
            var reply = Render(decision);
            try
            {
                if (!await SaveAsync(Settle(decision).Remember(turnId, reply), version, cancellation))
                {
                    continue;
                }
            }
            catch (Exception broken) when (Errands.IsFault(broken, cancellation))
            {
                Log.StoreFailed(logger, broken, call.ConversationId);
                return await WithPersonAsync(decision, reply, cancellation);
            }

            if (decision.Act is Act.StandDown standDown)
            {
                await errands.StandDownAsync(decision.Conversation, standDown, cancellation);
            }

            return reply;
        }

        Log.Contended(logger, call.ConversationId);
        return await PutThroughAsync(call, danger, cancellation);
    }

    /// <summary>The conversation is over; what was spoken of lies ready for the elder's next one.</summary>
    /// <returns>False where it goes on over another line, and nothing was done.</returns>
    public async Task<bool> EndAsync(IncomingCall call, CancellationToken cancellation)
    {
        Conversation? left = null;
        await NoteAsync(call, conversation => (left = conversation).Again > call.Again ? conversation : conversation with { Ended = true }, cancellation);
        if (left?.Again > call.Again)
        {
            return false;
        }

        if (left is { Ended: false, Draft.Service: not null, Caller.ElderId: { } elder })
        {
            await GuardAsync(call.ConversationId, () => LeaveAsync(elder, new LeftDraft(time.GetUtcNow(), left.Draft with { Agreed = null }, left.Pending), cancellation), cancellation);
        }

        return true;
    }

    /// <summary>The line broke and was opened again.</summary>
    /// <returns>Whether the conversation had been taken for over.</returns>
    public async Task<bool> ReopenAsync(IncomingCall call, CancellationToken cancellation)
    {
        var wasOver = false;
        await NoteAsync(
            call,
            conversation =>
            {
                wasOver = conversation.Ended;
                return conversation with { Ended = false, Again = call.Again };
            },
            cancellation);
        return wasOver;
    }

    /// <summary>What was left for the next conversation when this one was taken for over belongs to it again, unless another has taken it up since.</summary>
    public async Task<Conversation> TakeBackAsync(Conversation conversation, DateTimeOffset now, CancellationToken cancellation)
    {
        if (conversation is not { Draft.Service: not null, Caller.ElderId: not null })
        {
            return conversation;
        }

        var back = await TakeUpAsync(conversation with { Draft = null, Pending = [] }, now, cancellation);
        return back.Draft is null ? back with { Question = Question.Wish } : back;
    }

    /// <summary>What the elder left unfinished just now, through whichever door, is spoken of again; once.</summary>
    public async Task<Conversation> TakeUpAsync(Conversation conversation, DateTimeOffset now, CancellationToken cancellation)
    {
        var taken = conversation;
        if (conversation.Caller.ElderId is { } elder)
        {
            await GuardAsync(conversation.Id, async () => taken = await TakeUpAsync(conversation, elder, now, cancellation), cancellation);
        }

        return taken;
    }

    /// <summary>Changes the conversation between turns, where it is kept; nothing is said.</summary>
    public async Task NoteAsync(IncomingCall call, Func<Conversation, Conversation> change, CancellationToken cancellation)
    {
        try
        {
            for (var attempt = 0; attempt < Tries; attempt++)
            {
                var (conversation, version) = await LoadAsync(call, cancellation);
                var changed = change(conversation);
                if (changed == conversation || await SaveAsync(changed, version, cancellation))
                {
                    return;
                }
            }
        }
        catch (Exception broken) when (Errands.IsFault(broken, cancellation))
        {
            Log.StoreFailed(logger, broken, call.ConversationId);
        }
    }

    /// <summary>Says something between turns; said with or without the store, and not kept.</summary>
    public async Task<Reply> SayAsync(IncomingCall call, Func<Conversation, Decision> say, NextStep next, CancellationToken cancellation)
    {
        Conversation conversation;
        try
        {
            (conversation, _) = await LoadAsync(call, cancellation);
        }
        catch (Exception broken) when (Errands.IsFault(broken, cancellation))
        {
            Log.StoreFailed(logger, broken, call.ConversationId);
            conversation = Conversation.Begin(call, await errands.FindCallerAsync(call, cancellation));
        }

        var variety = (int)(time.GetUtcNow().ToUnixTimeSeconds() / SecondsBetweenWords);
        return Render(say(conversation with { Next = next, Turn = variety }));
    }

    /// <summary>Null where nothing is kept of it.</summary>
    public async Task<Conversation?> LookAsync(string conversationId, CancellationToken cancellation) =>
        await store.LoadAsync(conversationId, cancellation).WaitAsync(StorePatience, time, cancellation) is { } stored ? Conversation.Read(stored.State) : null;

    /// <summary>What an elder left unfinished just now; null where nothing lies ready.</summary>
    public async Task<Draft?> LeftByAsync(string elder, DateTimeOffset now, CancellationToken cancellation) =>
        await store.LoadAsync(LeftDraft.NameFor(elder), cancellation).WaitAsync(StorePatience, time, cancellation) is { } stored
            && LeftDraft.Read(stored.State) is { Draft: { } draft } left && now - left.At <= LeftDraft.Fresh ? draft : null;

    /// <summary>Who calls, as the conversation has it; within a moment, for an alarm does not wait.</summary>
    public async Task<Caller> CallerAsync(IncomingCall call, TimeSpan patience, CancellationToken cancellation)
    {
        try
        {
            var stored = await store.LoadAsync(call.ConversationId, cancellation).WaitAsync(patience, time, cancellation);
            return stored is null ? await errands.FindCallerAsync(call, cancellation, patience) : Conversation.Read(stored.State).Caller;
        }
        catch (Exception broken) when (Errands.IsFault(broken, cancellation))
        {
            Log.StoreFailed(logger, broken, call.ConversationId);
            return await errands.FindCallerAsync(call, cancellation, patience);
        }
    }

    private async Task<Conversation> TakeUpAsync(Conversation conversation, string elder, DateTimeOffset now, CancellationToken cancellation)
    {
        var stored = await store.LoadAsync(LeftDraft.NameFor(elder), cancellation).WaitAsync(StorePatience, time, cancellation);
        if (stored is null || LeftDraft.Read(stored.State) is not { Draft: not null } left || now - left.At > LeftDraft.Fresh)
        {
            return conversation;
        }

        var gone = left with { Draft = null, Pending = [] };
        var isOurs = await store.SaveAsync(LeftDraft.NameFor(elder), gone.Write(), stored.Version, cancellation).WaitAsync(StorePatience, time, cancellation);
        return isOurs ? conversation with { Draft = left.Draft, Pending = left.Pending } : conversation;
    }

    private async Task LeaveAsync(string elder, LeftDraft left, CancellationToken cancellation)
    {
        var name = LeftDraft.NameFor(elder);
        var version = (await store.LoadAsync(name, cancellation).WaitAsync(StorePatience, time, cancellation))?.Version ?? 0;
        await store.SaveAsync(name, left.Write(), version, cancellation).WaitAsync(StorePatience, time, cancellation);
    }

    /// <summary>A convenience: a conversation does without it where the store fails.</summary>
    private async Task GuardAsync(string conversationId, Func<Task> reach, CancellationToken cancellation)
    {
        try
        {
            await reach();
        }
        catch (Exception broken) when (Errands.IsFault(broken, cancellation))
        {
            Log.NotLeft(logger, broken, conversationId);
        }
    }

    /// <summary>A conversation that nothing is known of begins here, in the middle of a call.</summary>
    private async Task<(Conversation Conversation, long Version)> LoadAsync(IncomingCall call, CancellationToken cancellation)
    {
        var stored = await store.LoadAsync(call.ConversationId, cancellation).WaitAsync(StorePatience, time, cancellation);
        return stored is null
            ? (Conversation.Begin(call, await errands.FindCallerAsync(call, cancellation)), 0)
            : (Conversation.Read(stored.State), stored.Version);
    }

    private Task<bool> SaveAsync(Conversation conversation, long version, CancellationToken cancellation) =>
        store.SaveAsync(conversation.Id, conversation.Write(), version, cancellation).WaitAsync(StorePatience, time, cancellation);

    /// <summary>A call that has ended is over, but for danger.</summary>
    private async ValueTask<Decision> DecideAsync(Conversation conversation, Danger? danger, Func<Conversation, DateTimeOffset, ValueTask<Decision>> decide) =>
        conversation.Ended && danger is null
            ? Decision.Say(conversation with { Next = NextStep.HangUp }, Lines.Goodbye)
            : await decide(conversation, time.GetUtcNow());

    /// <summary>What was said last can be said again, but for how it came to be said.</summary>
    private static Conversation Settle(Decision decision) =>
        decision.Conversation with { LastSaid = [.. decision.Lines.Where(line => !SaidOnce.Contains(line.Key)).Select(line => line with { Again = false })] };

    private Reply Render(Decision decision)
    {
        var conversation = decision.Conversation;
        var book = knowledge.Phrasebooks[conversation.Language];
        var sentences = decision.Lines.SelectMany(line => book.Render(line, conversation.Turn, conversation.Channel == IncomingCall.OnPhone)).ToArray();
        return new Reply(sentences, conversation.Next, conversation.Language, Patience.RateOf(conversation), Standing(conversation))
        {
            Expects = Expected(conversation),
            Louder = conversation.Louder,
            Dialect = conversation.Caller.Dialect,
            Handover = decision.Handover,
        };
    }

    private static Expectation Expected(Conversation conversation) =>
        conversation.Next == NextStep.Listen ? conversation.Question.Expects() : Expectation.Anything;

    private static string Standing(Conversation conversation) =>
        conversation.Next == NextStep.Listen ? conversation.Question.ToString() : conversation.Next.ToString();

    /// <summary>Nothing can be read of the call: whoever calls gets a person, or rescue where danger was heard.</summary>
    private async Task<Reply> PutThroughAsync(IncomingCall call, Danger? danger, CancellationToken cancellation)
    {
        var conversation = Conversation.Begin(call, await errands.FindCallerAsync(call, cancellation));
        var decision = danger is null ? Handovers.Fetch(conversation, "unavailable") : Emergencies.Confirmed(conversation, danger);
        return Render(await errands.DoAsync(decision, cancellation));
    }

    /// <summary>What was done stays true and is said; the next turn could not go on from it, so a person does.</summary>
    private async Task<Reply> WithPersonAsync(Decision decision, Reply reply, CancellationToken cancellation)
    {
        if (reply.Next != NextStep.Listen)
        {
            return reply;
        }

        var done = decision.Conversation.Attempts > 0 ? decision.Lines.RemoveAll(line => line.Key.StartsWith("ask-", StringComparison.Ordinal)) : [];
        var handover = Handovers.Fetch(decision.Conversation, "unavailable");
        return Render(await errands.DoAsync(handover with { Lines = [.. done, .. handover.Lines] }, cancellation));
    }

    private static partial class Log
    {
        [LoggerMessage(11, LogLevel.Error, "Conversation {ConversationId} cannot be kept: the caller is put through to a person")]
        public static partial void StoreFailed(ILogger logger, Exception exception, string conversationId);

        [LoggerMessage(13, LogLevel.Warning, "An unfinished wish could not be kept or taken up in conversation {ConversationId}")]
        public static partial void NotLeft(ILogger logger, Exception exception, string conversationId);

        [LoggerMessage(12, LogLevel.Error, "Conversation {ConversationId} is being answered elsewhere at every try")]
        public static partial void Contended(ILogger logger, string conversationId);
    }
}
