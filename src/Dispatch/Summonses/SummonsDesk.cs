using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Dispatch.Escalations;
using Dispatch.Messages;
using Dispatch.Orders;
using Dispatch.Queue;
using Microsoft.Extensions.Logging;

namespace Dispatch.Summonses;

/// <summary>Fetches people: raises a summons, hears who answers, ends it. Rings first and writes down meanwhile.</summary>
internal sealed partial class SummonsDesk(
    SummonsBook book,
    SummonsRinger ringer,
    Rescuers rescuers,
    MissedCallers missed,
    DispatchQueue queue,
    DispatchOptions options,
    TimeProvider time,
    ILogger<SummonsDesk> logger) : IErrandRunner
{
    /// <summary>First part of the ids of this kind of errand.</summary>
    public const string Name = "summons";

    /// <summary>How a summons ends whose caller turns out to be in danger: the alarm's rescuers take over.</summary>
    private const string ForAlarm = "alarm";

    private static readonly Counter<long> Raised =
        DispatchTelemetry.Meter.CreateCounter<long>("dispatch.summonses", "{summons}", "Times that people were fetched, by ladder.");

    /// <summary>Those that only this process rings, and when it looks at them next.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> unqueued = new(StringComparer.Ordinal);

    public string Kind => Name;

    public async Task RaiseAsync(string ladder, CallerInNeed caller, CancellationToken cancellation)
    {
        var (open, times) = book.Here(caller.Region, ladder, caller.ConversationId);
        if (open is not null)
        {
            return;
        }

        var raised = book.Note(new Summons { Ladder = ladder, Caller = caller, Times = times + 1, RaisedAt = time.GetUtcNow() });
        Raised.Add(1, new KeyValuePair<string, object?>("ladder", ladder));
        Log.Raised(logger, ladder, caller.Region);
        await Task.WhenAll(ringer.RingAsync(raised, cancellation), RecordAsync(raised, cancellation));
    }

    /// <summary>A key was pressed on one of the phones: the first has it, whoever presses later hears that it is taken.</summary>
    public async Task HearKeyAsync(MessageName call, CancellationToken cancellation)
    {
        var (phone, id) = Split(call.About);
        if (await book.FindAsync(call.Region, id, cancellation) is not { } summons)
        {
            Log.Unknown(logger, call.Kind);
            return;
        }

        var everybody = await rescuers.OnDutyAsync(call.Region, cancellation);
        var name = everybody.FirstOrDefault(each => each.Phone == phone)?.Name ?? phone;
        var truth = await book.TellAsync(summons.Answer(name, phone, time.GetUtcNow()), cancellation);
        if (truth.AnsweredPhone != phone || truth.EndedAt is not null)
        {
            await ringer.HangUpAsync(truth, call.Try, phone, cancellation);
            return;
        }

        await AnsweredAsync(truth, call.Try, cancellation);
    }

    /// <summary>An operator took the caller without a phone of the summons: by the console.</summary>
    /// <param name="name">For the others who are rung.</param>
    public async Task AnswerAsync(string conversationId, string name, string phone, CancellationToken cancellation)
    {
        foreach (var region in options.Regions)
        {
            if (await FindOpenAsync(region, Ladders.Operator, conversationId, cancellation) is { AnsweredAt: null } open)
            {
                var truth = await book.TellAsync(open.Answer(name, phone, time.GetUtcNow()), cancellation);
                await AnsweredAsync(truth, StepOf(open), cancellation);
            }
        }
    }

    /// <summary>Ends a conversation's open summons on that ladder, and none on another: who hangs up may still be in danger.</summary>
    public async Task EndAsync(string ladder, string conversationId, string words, CancellationToken cancellation)
    {
        foreach (var region in options.Regions)
        {
            if (await FindOpenAsync(region, ladder, conversationId, cancellation) is { } open)
            {
                await NoteMissedAsync(await EndAsync(open, words, cancellation), cancellation);
            }
        }
    }

    /// <summary>Whoever comes to the rescue speaks with the caller: nobody need be rung twice.</summary>
    public async Task YieldAsync(string region, string conversationId, CancellationToken cancellation)
    {
        if (book.Here(region, Ladders.Operator, conversationId).Open is { } open)
        {
            await EndAsync(open, ForAlarm, cancellation);
        }
    }

    public async Task<Completion> AttendAsync(string region, Errand errand, CancellationToken cancellation)
    {
        if (await book.FindAsync(region, errand.Id[(Name.Length + 1)..], cancellation) is not { } summons)
        {
            return Completion.Finished;
        }

        return new Completion(await AttendAsync(summons, cancellation));
    }

    /// <summary>Rings on what the queue does not have, and hands it over as soon as the queue is back.</summary>
    public async Task LookAfterAsync(Summons summons, CancellationToken cancellation)
    {
        if (unqueued.TryGetValue(summons.Id, out var lookAt) && !await EnqueueAsync(summons, cancellation) && lookAt <= time.GetUtcNow())
        {
            unqueued[summons.Id] = await AttendAsync(summons, cancellation) ?? DateTimeOffset.MaxValue;
        }
    }

    private async Task<DateTimeOffset?> AttendAsync(Summons summons, CancellationToken cancellation)
    {
        var next = await ringer.RingAsync(summons, cancellation);
        var known = await book.TellAsync(summons, cancellation);
        if (next is null)
        {
            // A worker may have died, or lost its lease, between the end and the note: it is noted once.
            known = known.EndedAt is null ? await book.TellAsync(known with { EndedAt = time.GetUtcNow() }, cancellation) : known;
            await NoteMissedAsync(known, cancellation);
        }

        await book.RecordAsync(known, cancellation);
        return next;
    }

    private async Task<Summons> EndAsync(Summons open, string words, CancellationToken cancellation)
    {
        var ended = await book.TellAsync(open with { EndedAt = time.GetUtcNow(), EndedWith = words }, cancellation);
        Log.Ended(logger, ended.Ladder, ended.Caller.Region);
        await ringer.SilenceAsync(ended, StepOf(open), cancellation);
        await book.RecordAsync(ended, cancellation);
        return ended;
    }

    /// <summary>The others need not come.</summary>
    private async Task AnsweredAsync(Summons answered, int step, CancellationToken cancellation)
    {
        await ringer.SilenceAsync(answered, step, cancellation);
        await ringer.TellAsync(answered, "answered-by", cancellation);
        await EnqueueAsync(answered, cancellation);
        await book.RecordAsync(answered, cancellation);
    }

    /// <summary>The latest step whose phones ring.</summary>
    private int StepOf(Summons open)
    {
        var rung = LadderRules.At(open with { AnsweredAt = null }, ringer.LadderOf(open), time.GetUtcNow());
        return rung.Steps.Count == 0 ? 0 : rung.Steps.Max(step => step.Number);
    }

    /// <summary>Who wanted a person and got none is called back.</summary>
    private Task NoteMissedAsync(Summons ended, CancellationToken cancellation) => ended.AnsweredAt is null && ended.EndedWith != ForAlarm
        ? missed.NoteAsync(ended.Caller, ended.RaisedAt, cancellation)
        : Task.CompletedTask;

    private async Task RecordAsync(Summons raised, CancellationToken cancellation)
    {
        // On the queue first: another process goes on should this one die now.
        var known = await book.TellAsync(raised, cancellation);
        await EnqueueAsync(known, cancellation);
        await book.RecordAsync(known, cancellation);
    }

    /// <summary>For the next step: what is due now is being rung here.</summary>
    private async Task<bool> EnqueueAsync(Summons summons, CancellationToken cancellation)
    {
        try
        {
            var next = LadderRules.At(summons, ringer.LadderOf(summons), time.GetUtcNow()).LookAt;
            await queue.PutAsync(summons.Caller.Region, [new Errand($"{Name}/{summons.Id}", Lane.Emergency, summons.RaisedAt, next)], cancellation);
            unqueued.TryRemove(summons.Id, out _);
            return true;
        }
        catch (RedisUnavailableException away)
        {
            unqueued.TryAdd(summons.Id, time.GetUtcNow());
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
            var next = await book.FindAsync(region, $"{ladder}:{number}:{conversationId}", cancellation);
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
