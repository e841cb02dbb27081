using System.Diagnostics.Metrics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Dispatch.Ledger;
using Dispatch.Offers;
using Dispatch.Orders;
using Dispatch.Queue;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Dispatch.Messages;

/// <summary>
/// Tells people things once: each tiding is an errand of its own, tried again while a carrier is busy, by phone where there is no SMS,
/// and on the ledger's record when it is out.
/// </summary>
internal sealed partial class Outbox(
    DispatchQueue queue,
    RedisStore redis,
    EventLedger ledger,
    ISmsSender sms,
    IPhoneLine phone,
    OfferPolicy policy,
    TimeProvider time,
    ILogger<Outbox> logger) : IErrandRunner
{
    /// <summary>First part of the ids of this kind of errand and of its calls.</summary>
    public const string Name = "tell";

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);
    private static readonly TimeSpan Report = TimeSpan.FromSeconds(60);

    private static readonly Counter<long> Out =
        DispatchTelemetry.Meter.CreateCounter<long>("dispatch.messages", "{message}", "Messages by way and outcome: sent or failed.");

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        IgnoreReadOnlyProperties = true,
    };

    public string Kind => Name;

    /// <summary>Puts on the queue what has not been told yet.</summary>
    public async Task PostAsync(string region, Lane lane, IReadOnlyCollection<Tiding> tidings, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var errands = new List<Errand>();
        foreach (var tiding in tidings)
        {
            if (!await WasToldAsync(region, tiding.Id, cancellation))
            {
                errands.Add(new Errand($"{Name}/{tiding.Id}", lane, now, null, Write(tiding)));
            }
        }

        var known = await queue.PayloadsAsync(region, [.. errands.Select(errand => errand.Id)], cancellation);
        await queue.PutAsync(region, [.. errands.Where((_, i) => known[i] is null)], cancellation);
    }

    public async Task<Completion> AttendAsync(string region, Errand errand, CancellationToken cancellation)
    {
        var tiding = Read(errand.Payload);
        if (await WasToldAsync(region, tiding.Id, cancellation) || tiding.Until <= time.GetUtcNow())
        {
            return Completion.Finished;
        }

        var delivery = tiding.ByPhone
            ? await CallAsync(region, tiding, cancellation)
            : Delivery.AfterSms(tiding, await SendAsync(tiding, cancellation), policy.Retries, time.GetUtcNow());
        switch (delivery)
        {
            case Delivery.Again again:
                return new Completion(again.At, Write(again.Tiding));
            case Delivery.GivenUp:
                Log.GivenUp(logger, tiding.Id);
                await RecordAsync(region, tiding, "message.failed", cancellation);
                return Completion.Finished;
            default:
                await RecordAsync(region, tiding, "message.sent", cancellation);
                return Completion.Finished;
        }
    }

    /// <summary>
    /// A call that was answered with a key need not be made again. Whoever picks up twice and presses nothing has heard it, or is a
    /// voicemail that will not hear it better.
    /// </summary>
    public async Task HearAsync(CallName call, CallReport report, CancellationToken cancellation)
    {
        if (report.Key is null && !(report.Ending is CallEnding.Answered && call.Try > 0))
        {
            return;
        }

        try
        {
            await RememberAsync(call.Region, call.About, cancellation);
        }
        catch (RedisUnavailableException away)
        {
            Log.CalledAgain(logger, call.About, away.Message);
        }
    }

    /// <summary>Ends calls of a tiding that may still be ringing.</summary>
    public async Task HangUpAsync(string region, string tidingId, CancellationToken cancellation)
    {
        for (var tries = 0; tries <= policy.Retries.Count; tries++)
        {
            await TryAsync(tidingId, () => phone.HangUpAsync(new CallName(Name, region, tries, tidingId).ToString(), cancellation), cancellation);
        }
    }

    private static string Write(Tiding tiding) => JsonSerializer.Serialize(tiding, Json);

    private static Tiding Read(string payload) => JsonSerializer.Deserialize<Tiding>(payload, Json)!;

    /// <returns>Null where the carrier could not be reached.</returns>
    private async Task<SmsOutcome?> SendAsync(Tiding tiding, CancellationToken cancellation)
    {
        SmsOutcome? outcome = null;
        await TryAsync(tiding.Id, async () => outcome = await sms.SendAsync(new Sms(tiding.Id, tiding.To, tiding.Sms!), cancellation), cancellation);
        return outcome;
    }

    /// <summary>Nobody knows yet whether the call is heard: it is made again unless a key is reported meanwhile.</summary>
    private async Task<Delivery> CallAsync(string region, Tiding tiding, CancellationToken cancellation)
    {
        var call = new OutgoingCall(
            new CallName(Name, region, tiding.Tries, tiding.Id).ToString(), tiding.To, tiding.Spoken!, tiding.Keys, null, null, policy.Ring);
        await TryAsync(tiding.Id, () => phone.CallAsync(call, cancellation), cancellation);
        return Delivery.Later(tiding, policy.Retries, time.GetUtcNow() + policy.Ring + Report);
    }

    private async Task TryAsync(string tidingId, Func<Task> reach, CancellationToken cancellation)
    {
        try
        {
            await reach();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A carrier's edge: whatever it throws, it could not be reached.
        catch (Exception away)
#pragma warning restore CA1031
        {
            Log.NoCarrier(logger, tidingId, away);
        }
    }

    private async Task<bool> WasToldAsync(string region, string tidingId, CancellationToken cancellation)
    {
        if (await redis.AskAsync(database => database.KeyExistsAsync(KeyOf(region, tidingId)), cancellation))
        {
            return true;
        }

        // Redis may have been lost; the ledger remembers what went out.
        var recorded = await ledger.EventsOfAsync(region, SubjectOf(tidingId), cancellation);
        if (recorded.Count > 0)
        {
            await RememberAsync(region, tidingId, cancellation);
        }

        return recorded.Count > 0;
    }

    private async Task RecordAsync(string region, Tiding tiding, string type, CancellationToken cancellation)
    {
        Out.Add(1, new("by", tiding.ByPhone ? "call" : "sms"), new("outcome", type));
        await RememberAsync(region, tiding.Id, cancellation);
        var facts = JsonSerializer.Serialize(new { to = tiding.To, by = tiding.ByPhone ? "call" : "sms", tries = tiding.Tries + 1 }, Json);
        var sent = new NewEvent($"message/{tiding.Id}", SubjectOf(tiding.Id), null, type, facts, time.GetUtcNow());
        if (await ledger.AppendAsync(region, [sent], cancellation) is AppendOutcome.Unavailable away)
        {
            Log.NotRecorded(logger, tiding.Id, away.Reason);
        }
    }

    private Task<bool> RememberAsync(string region, string tidingId, CancellationToken cancellation) =>
        redis.AskAsync(database => database.StringSetAsync(KeyOf(region, tidingId), "1", Remembered), cancellation);

    private static Subject SubjectOf(string tidingId) => new("message", tidingId);

    private static RedisKey KeyOf(string region, string tidingId) => $"vc:{{{region}}}:told:{tidingId}";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Message {Id} could not be handed to a carrier")]
        public static partial void NoCarrier(ILogger logger, string id, Exception away);

        [LoggerMessage(LogLevel.Warning, "Call {Id} was heard but may be made again: {Reason}")]
        public static partial void CalledAgain(ILogger logger, string id, string reason);

        [LoggerMessage(LogLevel.Warning, "Message {Id} is given up")]
        public static partial void GivenUp(ILogger logger, string id);

        [LoggerMessage(LogLevel.Warning, "Message {Id} is out but not on the ledger's record: {Reason}")]
        public static partial void NotRecorded(ILogger logger, string id, string reason);
    }
}
