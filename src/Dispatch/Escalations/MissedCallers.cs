using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Dispatch.Ledger;
using Dispatch.Orders;
using Dispatch.Queue;
using Microsoft.Extensions.Logging;

namespace Dispatch.Escalations;

/// <summary>Keeps on the ledger who waited for a person in vain, and who calls them back. What the ledger cannot take now waits in the queue.</summary>
internal sealed partial class MissedCallers(
    EventLedger ledger, DispatchQueue queue, EscalationPolicy policy, TimeProvider time, ILogger<MissedCallers> logger) : IErrandRunner
{
    /// <summary>Kind of a missed caller among the ledger's subjects.</summary>
    public const string Subjects = "missed-caller";

    private const string Missed = "missed-caller.missed";
    private const string Claimed = "missed-caller.claimed";
    private const string Released = "missed-caller.released";
    private const string Done = "missed-caller.done";

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string Kind => "missed";

    /// <summary>Safe to repeat: a caller who waited from that moment on is missed once.</summary>
    public async Task NoteAsync(CallerInNeed caller, DateTimeOffset since, CancellationToken cancellation)
    {
        if (await TryNoteAsync(caller, since, cancellation))
        {
            return;
        }

        try
        {
            var payload = JsonSerializer.Serialize(new Waiting(caller, since), Json);
            var now = time.GetUtcNow();
            await queue.PutAsync(caller.Region, [new Errand($"{Kind}/{MissedCaller.IdOf(caller.ConversationId, since)}", Lane.Today, now, now + AfterFailure, payload)], cancellation);
        }
        catch (RedisUnavailableException away)
        {
            Log.Lost(logger, caller.Region, away.Message);
        }
    }

    public async Task<Completion> AttendAsync(string region, Errand errand, CancellationToken cancellation)
    {
        var (caller, since) = JsonSerializer.Deserialize<Waiting>(errand.Payload, Json)!;
        return await TryNoteAsync(caller, since, cancellation) ? Completion.Finished : new Completion(time.GetUtcNow() + AfterFailure, errand.Payload);
    }

    /// <summary>Those whom nobody has called back yet, the longest waiting first.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<IReadOnlyList<MissedCaller>> OpenAsync(string region, CancellationToken cancellation)
    {
        var from = MissedCaller.Moment(time.GetUtcNow().AddDays(-policy.CallBackWithin));
        var events = await ledger.EventsOfKindAsync(region, Subjects, from, cancellation);
        return [.. events.GroupBy(each => each.Subject.Id).Select(Fold).Where(missed => missed.DoneWith is null).OrderBy(missed => missed.At)];
    }

    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<ClaimOutcome> ClaimAsync(string region, string id, string by, CancellationToken cancellation) =>
        await DecideAsync(
            region,
            id,
            missed => missed.Claim switch
            {
                { } other when other.By != by && other.Holds(policy.Hold, time.GetUtcNow()) => (new ClaimOutcome.Theirs(other), null),
                { } mine when mine.By == by && mine.Holds(policy.Hold / 2, time.GetUtcNow()) => (new ClaimOutcome.Yours(), null),
                _ => (new ClaimOutcome.Yours(), new Deed(Claimed, by, null)),
            },
            cancellation);

    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<ClaimOutcome> ReleaseAsync(string region, string id, string by, CancellationToken cancellation) =>
        await DecideAsync(region, id, missed => IfMine(missed, by, missed.Claim is null ? null : new Deed(Released, by, null)), cancellation);

    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<ClaimOutcome> FinishAsync(string region, string id, string by, string reason, CancellationToken cancellation) =>
        await DecideAsync(region, id, missed => IfMine(missed, by, new Deed(Done, by, reason)), cancellation);

    private static (ClaimOutcome Outcome, Deed? Deed) IfMine(MissedCaller missed, string by, Deed? deed) =>
        missed.Claim is { } other && other.By != by ? (new ClaimOutcome.Theirs(other), null) : (new ClaimOutcome.Yours(), deed);

    private async Task<ClaimOutcome> DecideAsync(
        string region, string id, Func<MissedCaller, (ClaimOutcome Outcome, Deed? Deed)> decide, CancellationToken cancellation)
    {
        while (true)
        {
            var subject = new Subject(Subjects, id);
            var events = await ledger.EventsOfAsync(region, subject, cancellation);
            if (events.Count == 0 || Fold(events) is not { DoneWith: null } missed)
            {
                return new ClaimOutcome.Over();
            }

            var (outcome, deed) = decide(missed);
            if (deed is null)
            {
                return outcome;
            }

            var happened = new NewEvent($"{Subjects}/{id}/{missed.Version + 1}", subject, missed.Version, deed.Type, JsonSerializer.Serialize(deed, Json), time.GetUtcNow());
            switch (await ledger.AppendAsync(region, [happened], cancellation))
            {
                case AppendOutcome.Appended:
                    return outcome;
                case AppendOutcome.Unavailable:
                    return new ClaimOutcome.Unavailable();
            }
        }
    }

    private async Task<bool> TryNoteAsync(CallerInNeed caller, DateTimeOffset since, CancellationToken cancellation)
    {
        var id = MissedCaller.IdOf(caller.ConversationId, since);
        var missed = new NewEvent($"{Subjects}/{id}/1", new Subject(Subjects, id), null, Missed, JsonSerializer.Serialize(new Waiting(caller, since), Json), time.GetUtcNow());
        return await ledger.AppendAsync(caller.Region, [missed], cancellation) is not AppendOutcome.Unavailable;
    }

    private static MissedCaller Fold(IEnumerable<LedgerEvent> events)
    {
        MissedCaller? missed = null;
        foreach (var each in events)
        {
            missed = each.Type switch
            {
                Missed when JsonSerializer.Deserialize<Waiting>(each.Payload, Json)! is var (caller, since) => new MissedCaller(each.Subject.Id, caller, since, 1),
                Claimed => missed! with { Version = each.SubjectVersion, Claim = new OperatorClaim(DeedOf(each).By, each.At) },
                Released => missed! with { Version = each.SubjectVersion, Claim = null },
                Done => missed! with { Version = each.SubjectVersion, DoneWith = DeedOf(each).Reason },
                _ => throw new NotSupportedException($"{each.Type} is no event of a missed caller"),
            };
        }

        return missed!;
    }

    private static Deed DeedOf(LedgerEvent stored) => JsonSerializer.Deserialize<Deed>(stored.Payload, Json)!;

    private sealed record Waiting(CallerInNeed Caller, DateTimeOffset Since);

    private sealed record Deed([property: JsonIgnore] string Type, string By, string? Reason);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "That a caller in {Region} waited for a person in vain could not be kept: {Reason}")]
        public static partial void Lost(ILogger logger, string region, string reason);
    }
}
