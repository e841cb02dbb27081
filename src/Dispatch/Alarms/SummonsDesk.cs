using Dispatch.Messages;
using Dispatch.Orders;
using Dispatch.Queue;
using Microsoft.Extensions.Logging;

namespace Dispatch.Alarms;

/// <summary>Fetches people: raises a summons, hears who answers, ends it. Rings first and writes down meanwhile.</summary>
internal sealed partial class SummonsDesk(
    SummonsBook book,
    SummonsRinger ringer,
    Rescuers rescuers,
    DispatchQueue queue,
    DispatchOptions options,
    TimeProvider time,
    ILogger<SummonsDesk> logger) : IErrandRunner
{
    /// <summary>First part of the ids of this kind of errand.</summary>
    public const string Name = "summons";

    public string Kind => Name;

    public async Task RaiseAsync(string ladder, CallerInNeed caller, CancellationToken cancellation)
    {
        var (open, times) = book.Here(caller.Region, ladder, caller.ConversationId);
        if (open is not null)
        {
            return;
        }

        var raised = book.Note(new Summons { Ladder = ladder, Caller = caller, Times = times + 1, RaisedAt = time.GetUtcNow() });
        Log.Raised(logger, ladder, caller.Region);
        await Task.WhenAll(ringer.RingAsync(raised, cancellation), RecordAsync(raised, cancellation)).ConfigureAwait(false);
    }

    /// <summary>A key was pressed on one of the phones: the first has it, whoever presses later hears that it is taken.</summary>
    public async Task HearKeyAsync(CallName call, CancellationToken cancellation)
    {
        var (phone, id) = Split(call.About);
        if (await book.FindAsync(call.Region, id, cancellation).ConfigureAwait(false) is not { } summons)
        {
            Log.Unknown(logger, call.Kind);
            return;
        }

        var round = LadderRules.RoundOf(call.Try);
        var everybody = await rescuers.OnDutyAsync(call.Region, cancellation).ConfigureAwait(false);
        var name = everybody.FirstOrDefault(each => each.Phone == phone)?.Name ?? phone;
        var truth = await book.TellAsync(summons.Answer(round, name, phone, time.GetUtcNow()), cancellation).ConfigureAwait(false);
        if (truth.AnsweredPhone != phone || truth.EndedAt is not null)
        {
            await ringer.HangUpAsync(truth, call.Try, phone, cancellation).ConfigureAwait(false);
            return;
        }

        await ringer.SilenceAsync(truth, call.Try, cancellation).ConfigureAwait(false);
        await ringer.TellAsync(truth, truth.Ladder == Ladders.Alarm ? "alarm-answered-by" : "answered-by", cancellation).ConfigureAwait(false);
        await EnqueueAsync(truth, cancellation).ConfigureAwait(false);
    }

    /// <summary>Ends every summons of a conversation.</summary>
    public async Task EndAsync(string conversationId, CancellationToken cancellation)
    {
        foreach (var region in options.Regions)
        {
            foreach (var ladder in new[] { Ladders.Alarm, Ladders.Operator })
            {
                if (await FindOpenAsync(region, ladder, conversationId, cancellation).ConfigureAwait(false) is { } open)
                {
                    await EndAsync(open, cancellation).ConfigureAwait(false);
                }
            }
        }
    }

    public async Task<Completion> AttendAsync(string region, Errand errand, CancellationToken cancellation)
    {
        if (await book.FindAsync(region, errand.Id[(Name.Length + 1)..], cancellation).ConfigureAwait(false) is not { } summons)
        {
            return Completion.Finished;
        }

        return new Completion(await AttendAsync(summons, cancellation).ConfigureAwait(false));
    }

    /// <summary>Goes on ringing what the queue could not take, and hands it over as soon as it can.</summary>
    /// <returns>When this process has to look again; null where the queue does, or nobody need.</returns>
    public async Task<DateTimeOffset?> AttendWithoutQueueAsync(Summons summons, CancellationToken cancellation) =>
        await EnqueueAsync(summons, cancellation).ConfigureAwait(false) ? null : await AttendAsync(summons, cancellation).ConfigureAwait(false);

    private async Task<DateTimeOffset?> AttendAsync(Summons summons, CancellationToken cancellation)
    {
        var next = await ringer.RingAsync(summons, cancellation).ConfigureAwait(false);
        var known = await book.TellAsync(summons, cancellation).ConfigureAwait(false);
        if (next is null && known.EndedAt is null)
        {
            await book.TellAsync(known with { EndedAt = time.GetUtcNow() }, cancellation).ConfigureAwait(false);
        }

        return next;
    }

    private async Task EndAsync(Summons open, CancellationToken cancellation)
    {
        var ended = await book.TellAsync(open with { EndedAt = time.GetUtcNow() }, cancellation).ConfigureAwait(false);
        Log.Ended(logger, ended.Ladder, ended.Caller.Region);
        var rung = LadderRules.At(open with { AnsweredAt = null }, ringer.LadderOf(open), time.GetUtcNow());
        await ringer.SilenceAsync(ended, rung.Steps.Count == 0 ? 0 : rung.Steps.Max(step => step.Number), cancellation).ConfigureAwait(false);
        if (ended.Ladder == Ladders.Alarm)
        {
            await ringer.TellAsync(ended, "alarm-over", cancellation).ConfigureAwait(false);
        }
    }

    private async Task RecordAsync(Summons raised, CancellationToken cancellation)
    {
        // On the queue first: another process goes on should this one die now.
        await book.TellAsync(raised, cancellation).ConfigureAwait(false);
        await EnqueueAsync(raised, cancellation).ConfigureAwait(false);
    }

    private async Task<bool> EnqueueAsync(Summons summons, CancellationToken cancellation)
    {
        try
        {
            await queue.PutAsync(summons.Caller.Region, [new Errand($"{Name}/{summons.Id}", Lane.Emergency, summons.RaisedAt)], cancellation).ConfigureAwait(false);
            return true;
        }
        catch (RedisUnavailableException away)
        {
            Log.NotQueued(logger, summons.Ladder, away.Message);
            return false;
        }
    }

    private async Task<Summons?> FindOpenAsync(string region, string ladder, string conversationId, CancellationToken cancellation)
    {
        var (open, times) = book.Here(region, ladder, conversationId);
        if (open is not null || times > 0)
        {
            return open;
        }

        // Raised on another machine, perhaps not for the first time.
        Summons? latest = null;
        for (var number = 1; number == 1 || latest is { EndedAt: not null }; number++)
        {
            var next = await book.FindAsync(region, $"{ladder}:{number}:{conversationId}", cancellation).ConfigureAwait(false);
            if (next is null)
            {
                break;
            }

            latest = next;
        }

        return latest is { EndedAt: null } ? latest : null;
    }

    private static (string Phone, string Id) Split(string about)
    {
        var slash = about.IndexOf('/', StringComparison.Ordinal);
        return (about[..slash], about[(slash + 1)..]);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A summons ({Ladder}) is raised in {Region}")]
        public static partial void Raised(ILogger logger, string ladder, string region);

        [LoggerMessage(LogLevel.Information, "A summons ({Ladder}) in {Region} has ended")]
        public static partial void Ended(ILogger logger, string ladder, string region);

        [LoggerMessage(LogLevel.Error, "A summons ({Ladder}) is rung by this process alone: {Reason}")]
        public static partial void NotQueued(ILogger logger, string ladder, string reason);

        [LoggerMessage(LogLevel.Warning, "A key was pressed on a call ({Kind}) that nobody knows")]
        public static partial void Unknown(ILogger logger, string kind);
    }
}
