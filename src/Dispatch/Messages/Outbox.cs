using System.Diagnostics.Metrics;
using Dispatch.Offers;
using Dispatch.Orders;
using Dispatch.Queue;
using Microsoft.Extensions.Logging;

namespace Dispatch.Messages;

/// <summary>
/// Tells people things once: each tiding is an errand of its own, tried again while a carrier is busy or loses it, and by phone where
/// there is no SMS. Who cannot be told is somebody's errand too: <see cref="Unreached"/>.
/// </summary>
internal sealed partial class Outbox(
    DispatchQueue queue,
    MessageLog log,
    ISmsSender sms,
    IPhoneLine phone,
    OfferPolicy policy,
    TimeProvider time,
    ILogger<Outbox> logger) : IErrandRunner
{
    /// <summary>First part of the ids of this kind of errand and of its messages.</summary>
    public const string Name = "tell";

    /// <summary>First part of the ids of errands about tidings that were given up.</summary>
    public const string Unreached = "unreached";

    private static readonly TimeSpan Report = TimeSpan.FromSeconds(60);

    private static readonly Counter<long> Out =
        DispatchTelemetry.Meter.CreateCounter<long>("dispatch.messages", "{message}", "Messages by way and outcome: sent or failed.");

    public string Kind => Name;

    /// <summary>Puts on the queue what has not been told yet.</summary>
    public async Task PostAsync(string region, Lane lane, IReadOnlyCollection<Tiding> tidings, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var errands = new List<Errand>();
        foreach (var tiding in tidings)
        {
            if (await log.OwedAsync(region, tiding, cancellation) is { } owed)
            {
                errands.Add(ErrandFor(lane, owed, now));
            }
        }

        var known = await queue.PayloadsAsync(region, [.. errands.Select(errand => errand.Id)], cancellation);
        await queue.PutAsync(region, [.. errands.Where((_, i) => known[i] is null)], cancellation);
    }

    public async Task<Completion> AttendAsync(string region, Errand errand, CancellationToken cancellation)
    {
        var tiding = await log.OwedAsync(region, MessageLog.Read<Tiding>(errand.Payload), cancellation);
        if (tiding is null || tiding.Until <= time.GetUtcNow())
        {
            return Completion.Finished;
        }

        switch (await TellAsync(region, errand.Lane, tiding, cancellation))
        {
            case Delivery.Again again:
                return new Completion(again.At, MessageLog.Write(again.Tiding));
            case Delivery.GivenUp:
                await GiveUpAsync(region, errand.Lane, tiding, cancellation);
                return Completion.Finished;
            default:
                Out.Add(1, new("by", "sms"), new("outcome", Standing.Sent));
                await log.SentAsync(region, tiding, cancellation);
                return Completion.Finished;
        }
    }

    /// <summary>What was said last did not arrive: it goes on from there, unless it has gone on already or somebody was told after all.</summary>
    /// <param name="which">The call or message that did not arrive.</param>
    public async Task GoOnAsync(MessageName which, bool byPhone, Func<Tiding, Delivery> decide, CancellationToken cancellation)
    {
        if (await log.KeptAsync(which.Region, which.About, cancellation) is not { } kept
            || kept.Tiding.ByPhone != byPhone
            || kept.Tiding.NameIn(which.Region) != which
            || (await log.StandingAsync(which.Region, which.About, cancellation)).IsOver)
        {
            return;
        }

        switch (decide(kept.Tiding))
        {
            case Delivery.Again again:
                await queue.PutAsync(which.Region, [ErrandFor(kept.Lane, again.Tiding, again.At)], cancellation);
                break;
            case Delivery.GivenUp:
                await GiveUpAsync(which.Region, kept.Lane, kept.Tiding, cancellation);
                break;
        }
    }

    /// <summary>Ends calls of a tiding that may still be ringing.</summary>
    public async Task HangUpAsync(string region, string tidingId, CancellationToken cancellation)
    {
        for (var tries = 0; tries <= policy.Retries.Count; tries++)
        {
            await TryAsync(tidingId, () => phone.HangUpAsync(new MessageName(Name, region, tries, tidingId).ToString(), cancellation), cancellation);
        }
    }

    private static Errand ErrandFor(Lane lane, Tiding tiding, DateTimeOffset at) => new($"{Name}/{tiding.Id}", lane, at, at, MessageLog.Write(tiding));

    private async Task<Delivery> TellAsync(string region, Lane lane, Tiding tiding, CancellationToken cancellation)
    {
        if (tiding.Last)
        {
            return new Delivery.GivenUp();
        }

        await log.KeepAsync(region, lane, tiding, cancellation);
        return tiding.ByPhone
            ? await CallAsync(region, tiding, cancellation)
            : Delivery.AfterSms(tiding, await SendAsync(region, tiding, cancellation), policy.Retries, time.GetUtcNow());
    }

    /// <summary>First somebody is asked to see to it, then it is over: a process that dies in between does the first twice.</summary>
    private async Task GiveUpAsync(string region, Lane lane, Tiding tiding, CancellationToken cancellation)
    {
        Log.GivenUp(logger, tiding.Id);
        Out.Add(1, new("by", tiding.ByPhone ? "call" : "sms"), new("outcome", Standing.Failed));
        await queue.PutAsync(region, [new Errand($"{Unreached}/{tiding.Id}", lane, time.GetUtcNow())], cancellation);
        await log.GivenUpAsync(region, tiding, cancellation);
    }

    /// <returns>Null where the carrier could not be reached.</returns>
    private async Task<SmsOutcome?> SendAsync(string region, Tiding tiding, CancellationToken cancellation)
    {
        SmsOutcome? outcome = null;
        var message = new Sms(tiding.NameIn(region).ToString(), tiding.To, tiding.Sms!);
        await TryAsync(tiding.Id, async () => outcome = await sms.SendAsync(message, cancellation), cancellation);
        return outcome;
    }

    /// <summary>Nobody knows yet whether the call is heard: it is made again unless a key is reported meanwhile.</summary>
    private async Task<Delivery> CallAsync(string region, Tiding tiding, CancellationToken cancellation)
    {
        var taken = false;
        var call = new OutgoingCall(tiding.NameIn(region).ToString(), tiding.To, tiding.Spoken!, tiding.Keys, null, null, policy.Ring) { Then = tiding.Then };
        await TryAsync(tiding.Id, async () => taken = await phone.CallAsync(call, cancellation), cancellation);
        var now = time.GetUtcNow();
        return taken ? Delivery.Meanwhile(tiding, policy.Retries, now + policy.Ring + Report) : Delivery.Later(tiding, policy.Retries, now);
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

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Message {Id} could not be handed to a carrier")]
        public static partial void NoCarrier(ILogger logger, string id, Exception away);

        [LoggerMessage(LogLevel.Warning, "Message {Id} is given up")]
        public static partial void GivenUp(ILogger logger, string id);
    }
}
