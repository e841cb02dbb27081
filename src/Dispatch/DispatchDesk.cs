using Dispatch.Alarms;
using Dispatch.FollowUps;
using Dispatch.Messages;
using Dispatch.Offers;
using Dispatch.Orders;
using Dispatch.Queue;
using Dispatch.Summonses;

namespace Dispatch;

/// <summary>
/// The front door of the desk: what callers, carriers and operators bring to it. Every method may be repeated and may be
/// called on any machine. Orders are read through <see cref="OrderBook"/>.
/// </summary>
public sealed class DispatchDesk
{
    private readonly OrderDesk orders;
    private readonly VendorDesk vendors;
    private readonly DeliveryReports deliveries;
    private readonly SummonsDesk summonses;
    private readonly AlarmDesk alarms;
    private readonly AlarmReplies alarmReplies;
    private readonly SeriesKeeper series;
    private readonly FollowUpDesk followUps;
    private readonly DispatchQueue queue;

    internal DispatchDesk(
        OrderDesk orders,
        VendorDesk vendors,
        DeliveryReports deliveries,
        SummonsDesk summonses,
        AlarmDesk alarms,
        AlarmReplies alarmReplies,
        SeriesKeeper series,
        FollowUpDesk followUps,
        DispatchQueue queue)
    {
        this.alarms = alarms;
        this.alarmReplies = alarmReplies;
        this.followUps = followUps;
        this.orders = orders;
        this.vendors = vendors;
        this.deliveries = deliveries;
        this.summonses = summonses;
        this.series = series;
        this.queue = queue;
    }

    /// <summary>
    /// Takes a wish that was read back and confirmed. Returns after the order is committed to the ledger; the same
    /// <see cref="OrderTerms.RequestId"/> gives the same order. A queue that is down does not matter: the order is offered once it is back.
    /// </summary>
    /// <param name="by">elder, relative, operator:ID, desk.</param>
    public Task<PlaceOutcome> AcceptAsync(OrderTerms terms, string by, CancellationToken cancellation) =>
        orders.AcceptAsync(terms, by, cancellation);

    /// <summary>Does something to an order (cancel, assign, resume, …), as <see cref="OrderBook.DoAsync"/>, and lets the desk go on with it at once.</summary>
    public Task<OrderOutcome> DoAsync(string orderNumber, OrderCommand command, CancellationToken cancellation) =>
        orders.DoAsync(orderNumber, command, cancellation);

    /// <summary>改期, as <see cref="OrderBook.ChangeAsync"/>, and lets the desk go on with it at once.</summary>
    public Task<OrderOutcome> ChangeAsync(
        string orderNumber,
        string by,
        DateTimeOffset from,
        DateTimeOffset until,
        bool keepVendor,
        CancellationToken cancellation) =>
        orders.ChangeAsync(orderNumber, by, from, until, keepVendor, cancellation);

    /// <summary>
    /// Ends the series (每周二打扫) that an order belongs to, whatever became of that order: no further visit is made, and those that are
    /// still to come are cancelled within <see cref="DispatchOptions.ReconcileEvery"/>. To skip one visit, cancel it alone.
    /// </summary>
    /// <param name="by">elder, operator:ID, desk.</param>
    public Task<OrderOutcome> EndSeriesAsync(string orderNumber, string by, CancellationToken cancellation) =>
        series.EndAsync(orderNumber, by, cancellation);

    /// <summary>
    /// Reads what a vendor, or anybody, wrote to the desk's number and answers by SMS. A message id is heard once. While the ledger is
    /// away it is kept in the queue, and heard as soon as the ledger is back.
    /// </summary>
    /// <exception cref="RedisUnavailableException">Neither of them could keep it: the carrier should deliver it again.</exception>
    public async Task HearSmsAsync(IncomingSms sms, CancellationToken cancellation)
    {
        if (!await alarmReplies.HearSmsAsync(sms, cancellation))
        {
            await vendors.HearAsync(sms, cancellation);
        }
    }

    /// <summary>
    /// Hears what became of a message that the desk sent through <see cref="ISmsSender"/>: it goes on the ledger's record, and what was
    /// lost is sent again, said by phone, or given to another vendor or an operator. An id that the desk did not choose is ignored.
    /// </summary>
    /// <exception cref="RedisUnavailableException">Perhaps not all of that was done: the carrier should report again.</exception>
    public Task HearDeliveryAsync(SmsReport report, CancellationToken cancellation) =>
        MessageName.Parse(report.SmsId) is { } name && AlarmReplies.IsOurs(name.Kind)
            ? alarmReplies.HearDeliveryAsync(name, report, cancellation)
            : deliveries.HearAsync(report, cancellation);

    /// <summary>Hears how a call went that the desk made through <see cref="IPhoneLine"/>. What could not be heard is asked for in another call.</summary>
    /// <exception cref="Ledger.LedgerUnavailableException">The key that was pressed is not on the record: report it again, or leave it to the next call.</exception>
    public async Task HearCallAsync(CallReport report, CancellationToken cancellation)
    {
        if (MessageName.Parse(report.CallId) is not { } call)
        {
            return;
        }

        if (AlarmReplies.IsOurs(call.Kind))
        {
            await alarmReplies.HearCallAsync(call, report, cancellation);
            return;
        }

        if (call.Kind == SummonsRinger.Name)
        {
            if (report.Key == '1')
            {
                await summonses.HearKeyAsync(call, cancellation);
            }

            return;
        }

        if (report.Key is { } key)
        {
            await HearKeyAsync(call, key, report.Then, cancellation);
        }

        await deliveries.HearAsync(call, report, cancellation);
    }

    private Task HearKeyAsync(MessageName call, char key, char? then, CancellationToken cancellation) => OrderTidings.SubjectOf(call.About) switch
    {
        TidingSubject.Asked { Channel: "phone" } asked => vendors.HearKeyAsync(call.Region, asked, key, cancellation),
        TidingSubject.FollowedUp { OrderNumber: var number } => followUps.HearKeyAsync(number, key, then, cancellation),
        _ => Task.CompletedTask,
    };

    /// <summary>
    /// Rings the operators on duty, all at once, until one presses the key that joins the caller's line. Returns once that is under way,
    /// which it is even with both stores down. The same conversation is handed over once.
    /// </summary>
    public Task FetchOperatorAsync(CallerInNeed caller, CancellationToken cancellation) =>
        summonses.RaiseAsync(Ladders.Operator, caller, cancellation);

    /// <summary>
    /// An operator has the caller already, by the console: the phones of the others stop ringing, and an alarm of that conversation is
    /// theirs. Does nothing where nobody was fetched.
    /// </summary>
    /// <param name="phone">Digits only; empty where the operator has none.</param>
    public async Task TakeCallerAsync(string conversationId, string name, string phone, CancellationToken cancellation)
    {
        await alarms.TakeLineAsync(conversationId, name, phone, cancellation);
        await summonses.AnswerAsync(conversationId, name, phone, cancellation);
    }

    /// <summary>Raises an alarm, as <see cref="AlarmDesk.ReportAsync"/>. Nobody need be rung twice: whoever comes to the rescue speaks with the caller.</summary>
    public async Task RaiseAlarmAsync(EmergencyReport report, CancellationToken cancellation)
    {
        await alarms.ReportAsync(report, cancellation);
        if (report.ConversationId is { } conversation)
        {
            await summonses.YieldAsync(report.Region, conversation, cancellation);
        }
    }

    /// <summary>The caller was asked and says that there is no danger, as <see cref="AlarmDesk.StandDownAsync"/>.</summary>
    public Task StandDownAsync(string conversationId, string words, CancellationToken cancellation) =>
        alarms.StandDownAsync(conversationId, words, cancellation);

    /// <summary>Nobody waits for an operator any more. An alarm of the same conversation goes on: a line that breaks is no rescue.</summary>
    /// <param name="words">Why, for the record; never logged.</param>
    public Task CallerLeftAsync(string conversationId, string words, CancellationToken cancellation) =>
        summonses.EndAsync(Ladders.Operator, conversationId, words, cancellation);

    /// <summary>How much waits in a region's queue.</summary>
    /// <exception cref="RedisUnavailableException">The queue cannot be reached.</exception>
    public Task<QueueCounts> CountAsync(string region, CancellationToken cancellation) => queue.CountAsync(region, cancellation);
}
