using System.Collections.Concurrent;
using System.Collections.Immutable;
using Dispatch.Ledger;
using Dispatch.Queue;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Dispatch.Alarms;

/// <summary>
/// Keeps alarms in this process, in Redis and on the ledger. Each of the three holds a set of events, and any one of them is enough to
/// go on with; each learns from the others what it missed.
/// </summary>
internal sealed partial class AlarmBook(RedisStore redis, EventLedger ledger, ILogger<AlarmBook> logger)
{
    private static readonly RedisScript Script = RedisScript.Load("alarm.lua");

    /// <summary>Redis forgets after this long what nobody has touched.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private const int MostEventsAtOnce = 1000;

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, Alarm> memory = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableHashSet<string>> recorded = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> read = new(StringComparer.Ordinal);

    /// <summary>Whenever something new is known here of an alarm.</summary>
    public event Action<Alarm> Changed = _ => { };

    /// <summary>Of an alarm that another process changed; says which.</summary>
    public static string ChannelOf(string region) => $"vc:{{{region}}}:alarms:changed";

    /// <summary>All that are known here and are not forgotten yet.</summary>
    public IEnumerable<Alarm> All => memory.Values;

    public Alarm? Here(string id) => memory.GetValueOrDefault(id);

    /// <summary>The open alarm of the same emergency, where this process knows one.</summary>
    public Alarm? FindSame(EmergencyReport report) =>
        memory.Values.Where(alarm => alarm.IsOpen && alarm.Region == report.Region && SameEmergency.Is(alarm, report)).MinBy(alarm => alarm.RaisedAt);

    /// <summary>The open alarm of the same emergency, or the new one, known here from now on.</summary>
    public Alarm FindSameOrAdd(Alarm fresh)
    {
        lock (gate)
        {
            return FindSame(fresh.Person) ?? Note(fresh.Id, fresh.Events)!;
        }
    }

    /// <summary>Notes in this process only, at once; returns what is known here by now.</summary>
    /// <param name="judged">By a store: what it holds of a key counts, not what is known here.</param>
    /// <returns>Null where the first event is missing.</returns>
    public Alarm? Note(string id, IEnumerable<AlarmEvent> events, bool judged = false)
    {
        while (true)
        {
            var before = memory.GetValueOrDefault(id);
            var after = before is null ? Alarm.Fold(id, events) : before.With(events, judged);
            if (after is null || (before is not null && after.IsAs(before)))
            {
                return after;
            }

            if (before is null ? memory.TryAdd(id, after) : memory.TryUpdate(id, after, before))
            {
                Changed(after);
                return after;
            }
        }
    }

    /// <summary>Forgets what is over and on the ledger.</summary>
    /// <returns>The ids of what was forgotten.</returns>
    public IReadOnlyList<string> Forget(DateTimeOffset before)
    {
        var over = memory.Values.Where(alarm => alarm is { IsStoodDown: true } && alarm.LastAt < before && Unrecorded(alarm).Count == 0).Select(alarm => alarm.Id).ToList();
        foreach (var id in over)
        {
            memory.TryRemove(id, out _);
            recorded.TryRemove(id, out _);
        }

        return over;
    }

    public void Drop(string id) => memory.TryRemove(id, out _);

    /// <summary>Keeps in Redis what is known here, and learns what others know.</summary>
    /// <param name="raise">It is new: unless the same emergency is open there already.</param>
    /// <returns>The alarm, or the id of the open one; null where Redis is away.</returns>
    public async Task<(Alarm Alarm, string? Other)?> TellRedisAsync(Alarm alarm, bool raise, CancellationToken cancellation)
    {
        try
        {
            var names = alarm.Reports.SelectMany(SameEmergency.NamesOf).Distinct().ToList();
            var arguments = new List<RedisValue> { alarm.Id, (long)Kept.TotalMilliseconds, raise ? 1 : 0, names.Count };
            arguments.AddRange(names.Select(name => (RedisValue)name));
            foreach (var each in alarm.Events)
            {
                arguments.Add(each.Key);
                arguments.Add(AlarmJson.Write(each));
            }

            var answer = (string[])await redis.RunAndPublishAsync(
                Script, KeysOf(alarm.Region, alarm.Id), [.. arguments], ChannelOf(alarm.Region), alarm.Id, cancellation);
            return answer[0] == alarm.Id ? (Note(alarm.Id, Read(answer.AsSpan(1)), judged: true)!, null) : (alarm, answer[0]);
        }
        catch (RedisUnavailableException away)
        {
            Log.NoRedis(logger, alarm.Id, away.Message);
            return null;
        }
    }

    /// <summary>Puts on the ledger what it does not have.</summary>
    /// <param name="judges">Without Redis the ledger says which of two events of a key counts.</param>
    /// <returns>False where the ledger is away: it is told later.</returns>
    public async Task<bool> RecordAsync(Alarm alarm, bool judges, CancellationToken cancellation)
    {
        var missing = Unrecorded(alarm);
        if (missing.Count == 0)
        {
            return true;
        }

        var outcome = await ledger.AppendAsync(alarm.Region, [.. missing.Select(each => AlarmJson.ForLedger(alarm.Id, each))], cancellation);
        if (outcome is AppendOutcome.Appended)
        {
            Recorded(alarm.Id, missing.Select(each => each.Key));
            return true;
        }

        return outcome is AppendOutcome.Duplicate && await RecordOneByOneAsync(alarm, missing, judges, cancellation);
    }

    /// <summary>Null where no store that can be reached knows it.</summary>
    public async Task<Alarm?> FindAsync(string id, CancellationToken cancellation)
    {
        if (AlarmId.RegionOf(id) is not { } region)
        {
            return null;
        }

        await LearnFromRedisAsync(region, id, cancellation);
        if (!memory.ContainsKey(id))
        {
            await LearnFromLedgerAsync(region, id, cancellation);
        }

        return Here(id);
    }

    /// <summary>The alarm that was reported in a conversation, on whatever machine.</summary>
    public async Task<Alarm?> FindByConversationAsync(string region, string conversationId, CancellationToken cancellation)
    {
        if (AlarmId.RegionOf(conversationId) == region)
        {
            return await FindAsync(conversationId, cancellation);
        }

        try
        {
            var id = await redis.AskAsync(
                database => database.HashGetAsync(KeysOf(region, "")[2], SameEmergency.NameOfConversation(conversationId)), cancellation);
            return id.IsNull ? null : await FindAsync(id!, cancellation);
        }
        catch (RedisUnavailableException away)
        {
            Log.NoRedis(logger, conversationId, away.Message);
            return null;
        }
    }

    /// <summary>Learns what Redis knows of an alarm.</summary>
    public async Task LearnFromRedisAsync(string region, string id, CancellationToken cancellation)
    {
        try
        {
            var events = await redis.AskAsync(database => database.HashValuesAsync(KeysOf(region, id)[0]), cancellation);
            Note(id, events.Select(each => AlarmJson.Read(each!)), judged: true);
        }
        catch (RedisUnavailableException away)
        {
            Log.NoRedis(logger, id, away.Message);
        }
    }

    /// <summary>Learns of every open alarm in Redis that is not known here, or not as it is there.</summary>
    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public async Task LearnFromRedisAsync(string region, CancellationToken cancellation)
    {
        var open = await redis.AskAsync(database => database.SetMembersAsync(KeysOf(region, "")[1]), cancellation);
        foreach (var id in open.Select(each => (string)each!))
        {
            await LearnFromRedisAsync(region, id, cancellation);
        }
    }

    /// <summary>Whether Redis has all that is known here: it may have been lost.</summary>
    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public async Task<bool> IsInRedisAsync(Alarm alarm, CancellationToken cancellation) =>
        await redis.AskAsync(database => database.HashLengthAsync(KeysOf(alarm.Region, alarm.Id)[0]), cancellation) >= alarm.Events.Count;

    /// <summary>Learns from the ledger what others have put there: at first every open alarm, and then what is new.</summary>
    /// <exception cref="LedgerUnavailableException">The ledger cannot be read.</exception>
    public async Task LearnFromLedgerAsync(string region, CancellationToken cancellation)
    {
        if (!read.TryGetValue(region, out var last))
        {
            foreach (var raised in await ledger.WithoutAsync(region, AlarmJson.Kind, AlarmJson.LedgerId("", AlarmEvent.StoodDown.Last), cancellation))
            {
                await LearnFromLedgerAsync(region, raised.Subject.Id, cancellation);
                last = Math.Max(last, raised.Sequence);
            }

            read[region] = last;
        }

        foreach (var stored in await ledger.EventsSinceAsync(region, last, MostEventsAtOnce, AlarmJson.Kind, cancellation))
        {
            if (memory.ContainsKey(stored.Subject.Id) || stored.SubjectVersion == 1)
            {
                Learn(stored.Subject.Id, [stored]);
            }

            read[region] = stored.Sequence;
        }
    }

    private async Task LearnFromLedgerAsync(string region, string id, CancellationToken cancellation)
    {
        try
        {
            Learn(id, await ledger.EventsOfAsync(region, new Subject(AlarmJson.Kind, id), cancellation));
        }
        catch (LedgerUnavailableException away)
        {
            Log.NoLedger(logger, id, away.Message);
        }
    }

    private void Learn(string id, IReadOnlyList<LedgerEvent> stored)
    {
        var events = stored.Select(AlarmJson.Read).ToList();
        if (Note(id, events) is not null)
        {
            Recorded(id, events.Select(each => each.Key));
        }
    }

    private async Task<bool> RecordOneByOneAsync(Alarm alarm, IReadOnlyList<AlarmEvent> missing, bool judges, CancellationToken cancellation)
    {
        foreach (var each in missing)
        {
            switch (await ledger.AppendAsync(alarm.Region, [AlarmJson.ForLedger(alarm.Id, each)], cancellation))
            {
                case AppendOutcome.Appended:
                    Recorded(alarm.Id, [each.Key]);
                    break;
                case AppendOutcome.Duplicate before:
                    Recorded(alarm.Id, [each.Key]);
                    Note(alarm.Id, [AlarmJson.Read(before.Event)], judges);
                    break;
                case AppendOutcome.Unavailable away:
                    Log.NoLedger(logger, alarm.Id, away.Reason);
                    return false;
            }
        }

        return true;
    }

    private List<AlarmEvent> Unrecorded(Alarm alarm)
    {
        var known = recorded.GetValueOrDefault(alarm.Id, []);
        return [.. alarm.Events.Where(each => !known.Contains(each.Key))];
    }

    private void Recorded(string id, IEnumerable<string> keys) =>
        recorded.AddOrUpdate(id, _ => [.. keys], (_, known) => known.Union(keys));

    private static List<AlarmEvent> Read(ReadOnlySpan<string> keysAndEvents)
    {
        var events = new List<AlarmEvent>(keysAndEvents.Length / 2);
        for (var i = 1; i < keysAndEvents.Length; i += 2)
        {
            events.Add(AlarmJson.Read(keysAndEvents[i]));
        }

        return events;
    }

    private static RedisKey[] KeysOf(string region, string id) =>
        [$"vc:{{{region}}}:alarm:{id}", $"vc:{{{region}}}:alarms", $"vc:{{{region}}}:alarm-names"];

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Alarm {Id} goes on without Redis: {Reason}")]
        public static partial void NoRedis(ILogger logger, string id, string reason);

        [LoggerMessage(LogLevel.Error, "Alarm {Id} goes on without the ledger: {Reason}")]
        public static partial void NoLedger(ILogger logger, string id, string reason);
    }
}
