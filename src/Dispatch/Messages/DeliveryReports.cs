using Dispatch.Ledger;
using Dispatch.Offers;
using Dispatch.Orders;
using Dispatch.Queue;
using Microsoft.Extensions.Logging;

namespace Dispatch.Messages;

/// <summary>
/// Hears from carriers what became of calls and messages: puts it on the record, and lets the outbox go on with what did not arrive.
/// Reports may come in any order and several times. While the ledger is away they wait in the queue.
/// </summary>
internal sealed partial class DeliveryReports(
    Outbox outbox,
    MessageLog log,
    DispatchQueue queue,
    OfferPolicy policy,
    TimeProvider time,
    ILogger<DeliveryReports> logger) : IErrandRunner
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    public string Kind => "report";

    public Task HearAsync(SmsReport report, CancellationToken cancellation) =>
        MessageName.Parse(report.SmsId) is { } name && report.State is not (SmsState.Queued or SmsState.Sent)
            ? HearAsync(new DeliveryReport(name, report, null), cancellation)
            : Task.CompletedTask;

    /// <summary>Without Redis nothing is lost: the outbox calls again of itself, and whoever has heard it already hears it twice.</summary>
    public async Task HearAsync(MessageName name, CallReport report, CancellationToken cancellation)
    {
        try
        {
            await HearAsync(new DeliveryReport(name, null, report), cancellation);
        }
        catch (RedisUnavailableException away)
        {
            Log.CalledAgain(logger, name.About, away.Message);
        }
    }

    public async Task<Completion> AttendAsync(string region, Errand errand, CancellationToken cancellation)
    {
        await FollowAsync(MessageLog.Read<DeliveryReport>(errand.Payload), cancellation);
        return Completion.Finished;
    }

    private async Task HearAsync(DeliveryReport report, CancellationToken cancellation)
    {
        try
        {
            await FollowAsync(report, cancellation);
        }
        catch (LedgerUnavailableException)
        {
            var now = time.GetUtcNow();
            await queue.PutAsync(report.Name.Region, [new Errand($"{Kind}/{report.Id}", Lane.Today, now, now + AfterFailure, MessageLog.Write(report))], cancellation);
        }
    }

    private Task FollowAsync(DeliveryReport report, CancellationToken cancellation) => report switch
    {
        { Sms: { State: SmsState.Delivered } delivered } => SettleAsync(report, Standing.Delivered, cancellation),
        { Sms: { } lost } => FollowAsync(
            report,
            Standing.Lost,
            byPhone: false,
            tiding => Delivery.AfterLoss(tiding, lost.State, policy.Retries, time.GetUtcNow()),
            cancellation),
        { Call: { } call } when IsHeard(report.Name, call) => SettleAsync(report, Standing.Heard, cancellation),
        { Call: { } call } => FollowAsync(
            report,
            Standing.NotHeard,
            byPhone: true,
            tiding => Delivery.AfterCall(tiding, call.Ending, policy.Retries, time.GetUtcNow()),
            cancellation),
        _ => throw new ArgumentException("a report is about a message or a call", nameof(report)),
    };

    /// <summary>Whoever picks up twice and presses nothing has heard it, or is a voicemail that will not hear it better.</summary>
    private static bool IsHeard(MessageName name, CallReport call) =>
        call.Key is not null || (call.Ending is CallEnding.Answered && name.Try > 0);

    private async Task SettleAsync(DeliveryReport report, string type, CancellationToken cancellation)
    {
        await RecordAsync(report, type, cancellation);
        if (report.Name.Kind == Outbox.Name)
        {
            await log.SettleAsync(report.Name.Region, report.Name.About, cancellation);
        }
    }

    private async Task FollowAsync(DeliveryReport report, string type, bool byPhone, Func<Tiding, Delivery> decide, CancellationToken cancellation)
    {
        await RecordAsync(report, type, cancellation);
        if (report.Name.Kind == Outbox.Name)
        {
            await outbox.GoOnAsync(report.Name, byPhone, decide, cancellation);
        }
    }

    private Task RecordAsync(DeliveryReport report, string type, CancellationToken cancellation) =>
        log.RecordAsync(report.Name.Region, report.Name.About, type, report.Which, report.Facts, cancellation);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Call {Id} was reported but may be made again: {Reason}")]
        public static partial void CalledAgain(ILogger logger, string id, string reason);
    }
}
