using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Dispatch.Ledger;
using Dispatch.Queue;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Dispatch.Summonses;

/// <summary>
/// Remembers summonses in this process, in Redis and on the ledger: any one of the three is enough to go on ringing, and each
/// learns from the others what it missed.
/// </summary>
internal sealed partial class SummonsBook(RedisStore redis, EventLedger ledger, ILogger<SummonsBook> logger)
{
    private static readonly RedisScript Merge = RedisScript.Load("summons.lua");
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
    };

    private readonly ConcurrentDictionary<(string Region, string Id), Summons> memory = new();

    /// <summary>What this process has on the ledger's record already.</summary>
    private readonly ConcurrentDictionary<(string Region, string Id), Summons> recorded = new();

    /// <summary>Those that this process knows of and that have not ended.</summary>
    public IEnumerable<Summons> OpenHere => memory.Values.Where(summons => summons.EndedAt is null);

    /// <summary>Forgets here what ended a while ago.</summary>
    public void Forget(DateTimeOffset endedBefore)
    {
        foreach (var (key, summons) in memory.Where(entry => entry.Value.EndedAt < endedBefore))
        {
            memory.TryRemove(new(key, summons));
            recorded.TryRemove(key, out _);
        }
    }

    /// <summary>Notes it in this process only, at once; returns what is known here by now.</summary>
    public Summons Note(Summons told) =>
        memory.AddOrUpdate((told.Caller.Region, told.Id), told, (_, known) => known.Merge(told));

    /// <summary>The open summons of a ladder for a conversation as this process knows it, or how often there was one before.</summary>
    public (Summons? Open, int Times) Here(string region, string ladder, string conversationId)
    {
        var known = memory.Values
            .Where(each => each.Caller.Region == region && each.Ladder == ladder && each.Caller.ConversationId == conversationId)
            .MaxBy(each => each.Times);
        return known is { EndedAt: null } ? (known, known.Times) : (null, known?.Times ?? 0);
    }

    /// <summary>
    /// Tells the store that judges who answered first, and returns what is true: an answer in the argument may have come second. Redis
    /// judges; without it the ledger does, which takes the first answer of a round; without either this process.
    /// </summary>
    public async Task<Summons> TellAsync(Summons told, CancellationToken cancellation)
    {
        var here = Note(told);
        var truth = await TellRedisAsync(here, cancellation)
            ?? (await TellLedgerAsync(here, cancellation) is { } onLedger ? Judge(here, onLedger) : here);
        memory[(truth.Caller.Region, truth.Id)] = truth;
        return truth;
    }

    /// <summary>Writes on the ledger what it does not have; a ledger that is away is told the next time.</summary>
    public async Task RecordAsync(Summons known, CancellationToken cancellation)
    {
        var key = (known.Caller.Region, known.Id);
        if (!(recorded.TryGetValue(key, out var before) && before == known) && await TellLedgerAsync(known, cancellation) is not null)
        {
            recorded[key] = known;
        }
    }

    /// <summary>Null where no store that can be reached knows it.</summary>
    public async Task<Summons?> FindAsync(string region, string id, CancellationToken cancellation)
    {
        memory.TryGetValue((region, id), out var here);
        var elsewhere = await FindInRedisAsync(region, id, cancellation)
            ?? (here is null ? await FindOnLedgerAsync(region, id, cancellation) : null);
        return (here, elsewhere) switch
        {
            (null, null) => null,
            (null, _) => Note(elsewhere),
            (_, null) => here,
            _ => Note(elsewhere),
        };
    }

    private static Summons Judge(Summons here, Summons recorded) =>
        recorded.Round >= here.Round
            ? here with { Round = recorded.Round, AnsweredBy = recorded.AnsweredBy, AnsweredPhone = recorded.AnsweredPhone, AnsweredAt = recorded.AnsweredAt }
            : here;

    private async Task<Summons?> TellRedisAsync(Summons told, CancellationToken cancellation)
    {
        try
        {
            var raised = told with { Round = 0, AnsweredBy = null, AnsweredPhone = null, AnsweredAt = null, EndedAt = null, EndedWith = null };
            var answer = (string[])await redis.RunAsync(
                Merge,
                [KeyOf(told.Caller.Region, told.Id)],
                [Write(raised), told.Round, Write(told with { EndedAt = null, EndedWith = null }), told.EndedAt is null ? "" : Write(told), (long)Kept.TotalSeconds],
                cancellation);
            return Read(answer);
        }
        catch (RedisUnavailableException away)
        {
            Log.NoRedis(logger, told.Ladder, away.Message);
            return null;
        }
    }

    private async Task<Summons?> FindInRedisAsync(string region, string id, CancellationToken cancellation)
    {
        try
        {
            RedisValue[] fields = ["raised", "answered", "ended"];
            var found = await redis.AskAsync(database => database.HashGetAsync(KeyOf(region, id), fields), cancellation);
            return found[0].IsNull ? null : Read([.. found.Select(field => field.IsNull ? "" : (string)field!)]);
        }
        catch (RedisUnavailableException away)
        {
            Log.NoRedis(logger, id[..id.IndexOf(':', StringComparison.Ordinal)], away.Message);
            return null;
        }
    }

    /// <summary>Events have ids of their own, so that telling again adds nothing, and of two answers to a round the first is the one recorded.</summary>
    private async Task<Summons?> TellLedgerAsync(Summons told, CancellationToken cancellation)
    {
        var subject = SubjectOf(told.Ladder, told.Id);
        var events = new List<NewEvent> { new($"{told.Id}/raised", subject, null, $"{told.Ladder}.raised", Write(told), told.RaisedAt) };
        if (told.AnsweredAt is { } answered)
        {
            events.Add(new NewEvent($"{told.Id}/answered/{told.Round}", subject, null, $"{told.Ladder}.answered", Write(told), answered));
        }

        if (told.EndedAt is { } ended)
        {
            events.Add(new NewEvent($"{told.Id}/ended", subject, null, $"{told.Ladder}.ended", Write(told), ended));
        }

        Summons? onLedger = null;
        foreach (var each in events)
        {
            switch (await ledger.AppendAsync(told.Caller.Region, [each], cancellation))
            {
                case AppendOutcome.Duplicate before:
                    onLedger = Read(before.Event.Payload);
                    break;
                case AppendOutcome.Appended:
                    onLedger = told;
                    break;
                case AppendOutcome.Unavailable away:
                    Log.NoLedger(logger, told.Ladder, away.Reason);
                    return null;
                default:
                    break;
            }
        }

        return onLedger;
    }

    private async Task<Summons?> FindOnLedgerAsync(string region, string id, CancellationToken cancellation)
    {
        try
        {
            var events = await ledger.EventsOfAsync(region, SubjectOf(id[..id.IndexOf(':', StringComparison.Ordinal)], id), cancellation);
            return events.Count == 0 ? null : events.Select(each => Read(each.Payload)).Aggregate((one, other) => one.Merge(other));
        }
        catch (LedgerUnavailableException away)
        {
            Log.NoLedger(logger, id[..id.IndexOf(':', StringComparison.Ordinal)], away.Message);
            return null;
        }
    }

    private static Subject SubjectOf(string ladder, string id) => new(ladder, id);

    private static RedisKey KeyOf(string region, string id) => $"vc:{{{region}}}:summons:{id}";

    private static string Write(Summons summons) => JsonSerializer.Serialize(summons, Json);

    private static Summons Read(string json) => JsonSerializer.Deserialize<Summons>(json, Json)!;

    private static Summons Read(string[] fields)
    {
        var summons = Read(fields[1].Length > 0 ? fields[1] : fields[0]);
        if (fields[2].Length == 0)
        {
            return summons;
        }

        var ended = Read(fields[2]);
        return summons with { EndedAt = ended.EndedAt, EndedWith = ended.EndedWith };
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A summons ({Ladder}) goes on without Redis: {Reason}")]
        public static partial void NoRedis(ILogger logger, string ladder, string reason);

        [LoggerMessage(LogLevel.Error, "A summons ({Ladder}) goes on without the ledger: {Reason}")]
        public static partial void NoLedger(ILogger logger, string ladder, string reason);
    }
}
