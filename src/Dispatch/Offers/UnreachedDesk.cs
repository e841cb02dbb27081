using Dispatch.Ledger;
using Dispatch.Messages;
using Dispatch.Orders;
using Dispatch.Queue;
using Dispatch.Registry;

namespace Dispatch.Offers;

/// <summary>
/// Sees to it that what could not be told does not end there: an offer goes on by the other way or to the next vendor at once, and
/// whoever waits for news of an order gets them from an operator.
/// </summary>
internal sealed class UnreachedDesk(
    OrderBook book,
    OrderDesk orders,
    VendorDirectory vendors,
    OperatorDirectory operators,
    OrderTidings tidings,
    Outbox outbox,
    TimeProvider time) : IErrandRunner
{
    private const string Desk = "desk";

    public string Kind => Outbox.Unreached;

    public async Task<Completion> AttendAsync(string region, Errand errand, CancellationToken cancellation)
    {
        var tidingId = errand.Id[(Kind.Length + 1)..];
        switch (OrderTidings.SubjectOf(tidingId))
        {
            case TidingSubject.Asked asked:
                await MissOfferAsync(asked, cancellation);
                break;
            case TidingSubject.Told told:
                await FetchOperatorAsync(tidingId, told, cancellation);
                break;
        }

        return Completion.Finished;
    }

    private async Task MissOfferAsync(TidingSubject.Asked asked, CancellationToken cancellation)
    {
        var order = await book.FindAsync(asked.OrderNumber, cancellation);
        if (order?.Offers.FirstOrDefault(offer => offer.Id == asked.OfferId) is not { IsOpen: true } offer)
        {
            return;
        }

        var vendor = await vendors.FindAsync(offer.VendorId, cancellation);
        var hasOtherWay = asked.Channel == "sms"
            ? vendor is { TakesCalls: true } && offer.Unreached is not "phone"
            : vendor is { TakesSms: true } && offer.Unreached is not "sms";
        await DoAsync(order.Number, new OrderCommand.NotReached(Desk, offer.Id, asked.Channel, !hasOtherWay), cancellation);
    }

    /// <summary>An order that has ended needs nobody's decision; still somebody should hear of it.</summary>
    private async Task FetchOperatorAsync(string tidingId, TidingSubject.Told told, CancellationToken cancellation)
    {
        if (await DoAsync(told.OrderNumber, new OrderCommand.Escalate(Desk, told.Lack), cancellation) is OrderOutcome.Refused { Order: { } order })
        {
            var now = time.GetUtcNow();
            var onDuty = await operators.OnDutyAsync(order.Terms.Region, now, cancellation);
            await outbox.PostAsync(order.Terms.Region, order.Lane, tidings.NotTold(tidingId, order, told.Lack, onDuty, now), cancellation);
        }
    }

    private async Task<OrderOutcome> DoAsync(string number, OrderCommand command, CancellationToken cancellation) =>
        await orders.DoAsync(number, command, cancellation) is var outcome and not OrderOutcome.Unavailable
            ? outcome
            : throw new LedgerUnavailableException($"that somebody was not told of {number} has to wait");
}
