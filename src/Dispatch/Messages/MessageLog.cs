using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Dispatch.Ledger;
using Dispatch.Orders;
using Dispatch.Queue;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Dispatch.Messages;

/// <summary>
/// What became of every tiding. The ledger has the proof: sent, delivered, lost, heard, given up. Redis remembers the same for a while,
/// so that the ledger need not be asked, and what was last said, so that it can be said again.
/// </summary>
internal sealed partial class MessageLog(
    RedisStore redis,
    EventLedger ledger,
    DispatchQueue queue,
    TimeProvider time,
    ILogger<MessageLog> logger) : IErrandRunner
{
    private const int ForGood = int.MaxValue;

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    /// <summary>Carriers try for some hours to deliver a message; what they report later is recorded, and nothing more is done.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        IgnoreReadOnlyProperties = true,
    };

    private static readonly JsonSerializerOptions FactsJson = new(Json) { IgnoreReadOnlyProperties = false };

    public string Kind => "record";

    public static string Write<T>(T what) => JsonSerializer.Serialize(what, Json);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Json)!;

    /// <summary>What the ledger keeps of an event; a zero is left out.</summary>
    public static string WriteFacts<T>(T facts) => JsonSerializer.Serialize(facts, FactsJson);

    /// <summary>What remains to be told of a tiding: itself, with as many messages lost as the record says; null where nothing does.</summary>
    /// <exception cref="LedgerUnavailableException">Redis knows nothing of it and the ledger cannot be asked.</exception>
    public async Task<Tiding?> OwedAsync(string region, Tiding tiding, CancellationToken cancellation)
    {
        var sends = await RememberedAsync(region, tiding.Id, cancellation);
        if (sends >= tiding.Sends)
        {
            return null;
        }

        // Redis may have been lost, or a message that was lost has arrived all the same: the ledger knows.
        var standing = await StandingAsync(region, tiding.Id, cancellation);
        if (!standing.IsTold || (sends is not null && !standing.IsOver))
        {
            return tiding with { Sends = Math.Max(tiding.Sends, standing.Sends) };
        }

        await RememberAsync(region, tiding.Id, standing.IsOver ? ForGood : standing.Sends - 1, cancellation);
        return null;
    }

    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<Standing> StandingAsync(string region, string tidingId, CancellationToken cancellation) =>
        Standing.Of(await ledger.EventsOfAsync(region, SubjectOf(tidingId), cancellation));

    /// <summary>Before it goes out: a report may be quicker than the carrier's own answer.</summary>
    public Task KeepAsync(string region, Lane lane, Tiding tiding, CancellationToken cancellation) =>
        redis.AskAsync(database => database.StringSetAsync(KeyOf(region, "said", tiding.Id), Write(new KeptTiding(lane, tiding)), Kept), cancellation);

    /// <summary>What was said last, or null where that is long ago.</summary>
    public async Task<KeptTiding?> KeptAsync(string region, string tidingId, CancellationToken cancellation)
    {
        var kept = await redis.AskAsync(database => database.StringGetAsync(KeyOf(region, "said", tidingId)), cancellation);
        return kept.IsNull ? null : Read<KeptTiding>(kept!);
    }

    /// <summary>The carrier has taken this message; unless it loses it, that is all.</summary>
    public async Task SentAsync(string region, Tiding tiding, CancellationToken cancellation)
    {
        // First the record: a process that dies in between finds it there.
        var facts = WriteFacts(new { to = tiding.To, by = "sms", number = tiding.Sends, tries = tiding.Tries + 1 });
        await KeepRecordAsync(region, tiding.Id, Standing.Sent, $"{tiding.Sends}", facts, cancellation);
        await RememberAsync(region, tiding.Id, tiding.Sends, cancellation);
    }

    public async Task GivenUpAsync(string region, Tiding tiding, CancellationToken cancellation)
    {
        var facts = WriteFacts(new { to = tiding.To, by = tiding.ByPhone ? "call" : "sms", tries = tiding.Tries });
        await KeepRecordAsync(region, tiding.Id, Standing.Failed, "", facts, cancellation);
        await RememberAsync(region, tiding.Id, ForGood, cancellation);
    }

    /// <summary>Nothing more has to be said, whatever waits.</summary>
    public Task SettleAsync(string region, string tidingId, CancellationToken cancellation) => RememberAsync(region, tidingId, ForGood, cancellation);

    /// <summary>What happened while the ledger was away.</summary>
    public async Task<Completion> AttendAsync(string region, Errand errand, CancellationToken cancellation)
    {
        await RecordAsync(region, Read<NewEvent>(errand.Payload), cancellation);
        return Completion.Finished;
    }

    /// <summary>Puts on the record what a carrier reported. The same is recorded once.</summary>
    /// <param name="which">Tells it from others of its type.</param>
    /// <exception cref="LedgerUnavailableException">It is not on the record.</exception>
    public Task RecordAsync(string region, string tidingId, string type, string which, string facts, CancellationToken cancellation) =>
        RecordAsync(region, Event(tidingId, type, which, facts), cancellation);

    private async Task RecordAsync(string region, NewEvent happened, CancellationToken cancellation)
    {
        if (await ledger.AppendAsync(region, [happened], cancellation) is AppendOutcome.Unavailable away)
        {
            throw new LedgerUnavailableException(away.Reason);
        }
    }

    private NewEvent Event(string tidingId, string type, string which, string facts) =>
        new($"{type}/{tidingId}/{which}", SubjectOf(tidingId), null, type, facts, time.GetUtcNow());

    /// <summary>It has happened, whether the ledger can be reached now or later.</summary>
    private async Task KeepRecordAsync(string region, string tidingId, string type, string which, string facts, CancellationToken cancellation)
    {
        var happened = Event(tidingId, type, which, facts);
        try
        {
            await RecordAsync(region, happened, cancellation);
        }
        catch (LedgerUnavailableException away)
        {
            Log.RecordedLater(logger, tidingId, away.Message);
            var now = time.GetUtcNow();
            await queue.PutAsync(region, [new Errand($"{Kind}/{happened.Id}", Lane.Today, now, now + AfterFailure, Write(happened))], cancellation);
        }
    }

    private async Task<int?> RememberedAsync(string region, string tidingId, CancellationToken cancellation)
    {
        var sends = await redis.AskAsync(database => database.StringGetAsync(KeyOf(region, "told", tidingId)), cancellation);
        return sends.IsNull ? null : (int)sends;
    }

    private Task<bool> RememberAsync(string region, string tidingId, int sends, CancellationToken cancellation) =>
        redis.AskAsync(database => database.StringSetAsync(KeyOf(region, "told", tidingId), sends, Remembered), cancellation);

    private static Subject SubjectOf(string tidingId) => new("message", tidingId);

    private static RedisKey KeyOf(string region, string what, string tidingId) => $"vc:{{{region}}}:{what}:{tidingId}";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What became of message {Id} comes on the ledger's record later: {Reason}")]
        public static partial void RecordedLater(ILogger logger, string id, string reason);
    }
}
