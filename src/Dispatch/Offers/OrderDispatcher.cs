using System.Globalization;
using Dispatch.Ledger;
using Dispatch.Messages;
using Dispatch.Orders;
using Dispatch.Queue;
using Dispatch.Registry;
using Dispatch.Wording;

namespace Dispatch.Offers;

/// <summary>Moves one order on: tells whoever has to be told, asks the next vendor, waits, or fetches an operator.</summary>
internal sealed class OrderDispatcher(
    OrderBook book,
    ElderDirectory elders,
    VendorDirectory vendors,
    OperatorDirectory operators,
    VendorRanking ranking,
    OfferPolicy policy,
    OrderTidings tidings,
    Outbox outbox,
    TimeProvider time) : IErrandRunner
{
    /// <summary>First part of the ids of this kind of errand.</summary>
    public const string Name = "order";

    private const string Desk = "desk";

    /// <summary>An order moves a step or two at a time; more would be a circle.</summary>
    private const int MostSteps = 8;

    public string Kind => Name;

    public static Errand ErrandFor(Order order) => new($"{Name}/{order.Number}", order.Lane, order.Terms.From);

    public static Errand ErrandFor(OpenOrder order) => new($"{Name}/{order.Number}", order.Lane, order.From);

    public async Task<Completion> AttendAsync(string region, Errand errand, CancellationToken cancellation)
    {
        var number = errand.Id[(Name.Length + 1)..];
        for (var step = 0; step < MostSteps; step++)
        {
            if (await book.FindAsync(number, cancellation) is not { } order)
            {
                return Completion.Finished;
            }

            await TellAsync(order, cancellation);
            if (NextMove.Decide(order, policy, time.GetUtcNow()) is Move.Rest rest)
            {
                return new Completion(rest.Until, order.Version.ToString(CultureInfo.InvariantCulture));
            }

            if (await MoveAsync(order, cancellation) is OrderOutcome.Unavailable)
            {
                throw new LedgerUnavailableException($"order {number} could not be moved on");
            }
        }

        throw new InvalidOperationException($"order {number} goes round in circles");
    }

    private async Task<OrderOutcome> MoveAsync(Order order, CancellationToken cancellation)
    {
        OrderCommand command = NextMove.Decide(order, policy, time.GetUtcNow()) switch
        {
            Move.Expire expire => new OrderCommand.Expire(Desk, expire.OfferId),
            Move.Close close => new OrderCommand.Close(Desk, close.Reason),
            Move.Escalate escalate => new OrderCommand.Escalate(Desk, escalate.Reason),
            _ => await AskNextAsync(order, cancellation),
        };
        var outcome = await book.DoAsync(order.Number, command, cancellation);
        if (command is OrderCommand.Expire && order.OpenOffer is { } silent)
        {
            await outbox.HangUpAsync(order.Terms.Region, OrderTidings.OfferCallId(order, silent), cancellation);
        }

        return outcome;
    }

    private async Task<OrderCommand> AskNextAsync(Order order, CancellationToken cancellation)
    {
        var ranked = await ranking.RankAsync(order, cancellation);
        if (ranked.Fit.Count == 0)
        {
            return new OrderCommand.Escalate(Desk, "no-vendor");
        }

        var vendor = ranked.Fit[0].Vendor;
        return new OrderCommand.Offer(
            Desk,
            (order.Offers.Count + 1).ToString(CultureInfo.InvariantCulture),
            vendor.Id,
            vendor.TakesSms ? "sms" : "phone",
            NextMove.Deadline(order, policy, time.GetUtcNow()),
            await ReplyCodeAsync(order, vendor, cancellation));
    }

    private async Task<string?> ReplyCodeAsync(Order order, Vendor vendor, CancellationToken cancellation) =>
        ReplyCodes.Choose(order, vendor.Id, await book.OrdersAskedOfAsync(vendor.Id, cancellation));

    private async Task TellAsync(Order order, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var asked = new Dictionary<string, Vendor>();
        foreach (var id in order.Offers.Select(offer => offer.VendorId).Append(order.VendorId).OfType<string>().Distinct())
        {
            if (await vendors.FindAsync(id, cancellation) is { } vendor)
            {
                asked.Add(id, vendor);
            }
        }

        var parties = new Parties(
            await FindElderAsync(order, cancellation),
            asked,
            order.Escalation is null ? [] : await operators.OnDutyAsync(order.Terms.Region, now, cancellation));
        await outbox.PostAsync(order.Terms.Region, order.Lane, tidings.Owed(order, parties, now), cancellation);
    }

    private async Task<Elder?> FindElderAsync(Order order, CancellationToken cancellation) =>
        order.Terms.ElderId is { } id ? await elders.FindAsync(id, cancellation) : null;
}
