using System.Collections.Concurrent;
using Dispatch.Orders;
using Dispatch.Queue;
using Microsoft.Extensions.Logging;

namespace Dispatch.Alarms;

/// <summary>Moves one alarm on: rings whoever is due, calls the elder back, tells people. Rings first and writes down meanwhile.</summary>
internal sealed partial class AlarmDispatcher(
    AlarmBook book,
    AlarmRecorder recorder,
    AlarmRinger ringer,
    AlarmPeople people,
    DispatchQueue queue,
    TimeProvider time,
    ILogger<AlarmDispatcher> logger) : IErrandRunner
{
    /// <summary>First part of the ids of this kind of errand.</summary>
    public const string Name = "alarm";

    /// <summary>An alarm moves a step or two at a time; more would be a circle.</summary>
    private const int MostSteps = 12;

    /// <summary>A phone that no carrier took is tried again.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    /// <summary>Those that only this process looks after.</summary>
    private readonly ConcurrentDictionary<string, bool> alone = new(StringComparer.Ordinal);

    public string Kind => Name;

    /// <summary>The queue does not have it, and this process raised or changed it.</summary>
    public bool IsAlone(string alarmId) => alone.ContainsKey(alarmId);

    public async Task<Completion> AttendAsync(string region, Errand errand, CancellationToken cancellation)
    {
        if (await book.FindAsync(errand.Id[(Name.Length + 1)..], cancellation) is not { } alarm)
        {
            return Completion.Finished;
        }

        return new Completion(await MoveOnAsync(alarm, cancellation));
    }

    /// <summary>Does what is due, and keeps it.</summary>
    /// <returns>When to look again; null when there is nothing more to do.</returns>
    public async Task<DateTimeOffset?> MoveOnAsync(Alarm alarm, CancellationToken cancellation)
    {
        var reached = ringer.RingAsync(alarm, time.GetUtcNow(), cancellation);
        for (var step = 0; step < MostSteps; step++)
        {
            var next = AlarmRules.Next(alarm, time.GetUtcNow());
            if (next.Tasks.Count == 0)
            {
                return await reached ? next.LookAt : Sooner(next.LookAt);
            }

            var before = await reached;
            (alarm, var now) = await DoAsync(alarm, next.Tasks, cancellation);
            reached = Task.FromResult(before && now);
        }

        throw new InvalidOperationException($"alarm {alarm.Id} goes round in circles");
    }

    /// <summary>Decides, and keeps what happens: in this process, in Redis, on the ledger.</summary>
    /// <returns>The alarm as it is then: what another machine decided first counts.</returns>
    public async Task<Alarm> DoAsync(Alarm alarm, AlarmCommand command, CancellationToken cancellation)
    {
        var events = AlarmRules.Decide(alarm, command, time.GetUtcNow());
        return events.Count == 0 ? alarm : await KeepAsync(book.Note(alarm.Id, events)!, cancellation);
    }

    /// <summary>Keeps what is known here where it can be kept.</summary>
    public async Task<Alarm> KeepAsync(Alarm alarm, CancellationToken cancellation)
    {
        if (await book.TellRedisAsync(alarm, raise: false, cancellation) is { } told)
        {
            recorder.Add(alarm.Id);
            return told.Alarm;
        }

        // Nobody judges but the ledger, where that can be reached.
        await book.RecordAsync(alarm, judges: true, cancellation);
        return book.Here(alarm.Id) ?? alarm;
    }

    /// <summary>Puts the next look at it on the queue.</summary>
    /// <returns>False where the queue is away.</returns>
    public async Task<bool> EnqueueAsync(Alarm alarm, CancellationToken cancellation)
    {
        if (AlarmRules.Next(alarm, time.GetUtcNow()).LookAt is not { } lookAt)
        {
            alone.TryRemove(alarm.Id, out _);
            return true;
        }

        try
        {
            await queue.PutAsync(alarm.Region, [new Errand($"{Name}/{alarm.Id}", Lane.Emergency, alarm.RaisedAt, lookAt)], cancellation);
            alone.TryRemove(alarm.Id, out _);
            return true;
        }
        catch (RedisUnavailableException away)
        {
            alone[alarm.Id] = true;
            Log.NotQueued(logger, alarm.Id, away.Message);
            return false;
        }
    }

    private async Task<(Alarm Alarm, bool Reached)> DoAsync(Alarm alarm, IReadOnlyList<AlarmTask> tasks, CancellationToken cancellation)
    {
        if (tasks.OfType<AlarmTask.Ring>().ToList() is { Count: > 0 } rungs)
        {
            return await ClimbAsync(alarm, rungs, cancellation);
        }

        switch (tasks[0])
        {
            case AlarmTask.CallBack call:
                var called = await DoAsync(alarm, new AlarmCommand.CallBack(call.Times), cancellation);
                var taken = await ringer.CallBackAsync(called, call.Times, cancellation);
                return (taken ? called : await DoAsync(called, new AlarmCommand.EndCallBack(call.Times, "failed"), cancellation), true);
            case AlarmTask.Tell tell:
                await ringer.SilenceAsync(alarm, alarm.Acknowledged?.Person.Phone, cancellation);
                await ringer.TellAsync(alarm, "alarm-answered-by", tell.Round, alarm.Acknowledged?.Person.Phone, time.GetUtcNow(), cancellation);
                return (await DoAsync(alarm, new AlarmCommand.Tell(tell.Round), cancellation), true);
            case AlarmTask.StandDown:
                await ringer.SilenceAsync(alarm, alarm.Acknowledged?.Person.Phone, cancellation);
                await StandDownAsync(alarm, cancellation);
                return (await DoAsync(alarm, new AlarmCommand.StandDown(), cancellation), true);
            case AlarmTask.Reopen:
                return (await DoAsync(alarm, new AlarmCommand.Reopen(), cancellation), true);
            default:
                return (await DoAsync(alarm, new AlarmCommand.MoveClock(), cancellation), true);
        }
    }

    /// <summary>All rungs that are due, each phone once: phones ring before anything is written down.</summary>
    private async Task<(Alarm Alarm, bool Reached)> ClimbAsync(Alarm alarm, IReadOnlyList<AlarmTask.Ring> rungs, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var busy = AlarmRinger.Ringing(alarm, now).ToHashSet();
        foreach (var rung in rungs)
        {
            var step = alarm.Ladder.Steps[rung.Index];
            var found = await people.FindAsync(step, alarm, cancellation);
            if (found.Count == 0)
            {
                Log.Nobody(logger, alarm.Id, step.Ring);
            }

            AlarmPerson[] free = [.. found.Where(person => !busy.Contains(person.Phone))];
            busy.UnionWith(free.Select(person => person.Phone));
            alarm = book.Note(alarm.Id, AlarmRules.Decide(alarm, new AlarmCommand.Start(rung, free), now))!;
        }

        var ringing = ringer.RingAsync(alarm, now, cancellation);
        var kept = await KeepAsync(alarm, cancellation);
        return (kept, await ringing);
    }

    private Task StandDownAsync(Alarm alarm, CancellationToken cancellation) => alarm.Closed!.How switch
    {
        AlarmEvent.Closed.Merged => Task.CompletedTask,
        AlarmEvent.Closed.FalseAlarm => ringer.TellAsync(alarm, "alarm-false", 0, alarm.Closed.Phone, time.GetUtcNow(), cancellation),
        _ => ringer.TellAsync(alarm, "alarm-over", 0, alarm.Closed.Phone, time.GetUtcNow(), cancellation),
    };

    private DateTimeOffset Sooner(DateTimeOffset? lookAt)
    {
        var again = time.GetUtcNow() + AfterFailure;
        return lookAt < again ? lookAt.Value : again;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Alarm {Id} is looked after by this process alone: {Reason}")]
        public static partial void NotQueued(ILogger logger, string id, string reason);

        [LoggerMessage(LogLevel.Error, "Alarm {Id} has nobody to ring among the {Ring}")]
        public static partial void Nobody(ILogger logger, string id, string ring);
    }
}
