using DialogBot;
using Dispatch;
using Dispatch.Orders;
using Dispatch.Registry;
using VoiceGateway.Calls;
using Placed = DialogBot.PlaceOutcome;

namespace VoiceGateway.Joints;

/// <summary>The bot has an order confirmed; the desk takes it.</summary>
internal sealed class DeskOrders(DispatchDesk desk, OrderBook book, ElderDirectory elders, VendorDirectory vendors, Switchboard switchboard, TimeProvider time) : IOrderDesk
{
    /// <summary>More than anybody has open at once; what is asked about is among the newest.</summary>
    private const int MostOrders = 50;

    private const string ByElder = "elder";
    private const string ByRelative = "relative";

    public async Task<Placed> PlaceAsync(OrderRequest request, CancellationToken cancellation)
    {
        var elder = request.Caller.ElderId is { } id ? await elders.FindAsync(id, cancellation) : null;
        var terms = await WithWorkerAsync(Terms(request, elder), request.Worker, cancellation);
        switch (await desk.AcceptAsync(terms, terms.SpokenBy is null ? ByElder : ByRelative, cancellation))
        {
            case Dispatch.Orders.PlaceOutcome.Placed { Order: var order }:
                switchboard.OrderPlaced(request.ConversationId, order.Number);
                return new Placed.Placed(order.Number, order.DoorstepCode);
            case Dispatch.Orders.PlaceOutcome.Merged { Order: var order }:
                switchboard.OrderPlaced(request.ConversationId, order.Number);
                return new Placed.Merged(order.Number, order.DoorstepCode);
            case Dispatch.Orders.PlaceOutcome.Refused { Reason: var reason } when Subsidies.IsShort(reason):
                var left = await LeftAsync(request.Caller, cancellation);
                return new Placed.BalanceShort(left.VoucherFen, left.Hours);
            case Dispatch.Orders.PlaceOutcome.Refused { Reason: var reason }:
                return new Placed.Refused(reason);
            default:
                return new Placed.Unavailable();
        }
    }

    public async Task<IReadOnlyList<KnownOrder>> FindOrdersAsync(Caller caller, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var orders = await book.OrdersOfElderAsync(caller.ElderId, caller.Phone, MostOrders, cancellation);
        var known = new List<KnownOrder>();
        foreach (var order in orders.Where(order => IsOfInterest(order, now)).OrderBy(order => order.Terms.From))
        {
            var vendor = order.VendorId is { } id ? await vendors.FindAsync(id, cancellation) : null;
            known.Add(new KnownOrder(
                order.Number, order.Terms.Service, order.Terms.From, Standing(order), vendor?.Name, order.DoorstepCode, order.Terms.Recurrence));
        }

        return known;
    }

    public async Task<CancelOutcome> CancelAsync(string orderNumber, CancellationToken cancellation) =>
        Ended(await desk.DoAsync(orderNumber, new OrderCommand.Cancel(ByElder, "asked"), cancellation));

    public async Task<CancelOutcome> EndSeriesAsync(string orderNumber, CancellationToken cancellation) =>
        Ended(await desk.EndSeriesAsync(orderNumber, ByElder, cancellation));

    /// <summary>Whoever has it has not agreed to the new time: it is offered anew, to them first.</summary>
    public async Task<ChangeOutcome> ChangeAsync(string orderNumber, DateTimeOffset from, CancellationToken cancellation)
    {
        if (await book.FindAsync(orderNumber, cancellation) is not { } order)
        {
            return ChangeOutcome.TooLate;
        }

        var until = from + (order.Terms.Until - order.Terms.From);
        return await desk.ChangeAsync(orderNumber, ByElder, from, until, keepVendor: false, cancellation) switch
        {
            OrderOutcome.Happened or OrderOutcome.Already => ChangeOutcome.Changed,
            OrderOutcome.Refused { Reason: "window-past" } => ChangeOutcome.TimePast,
            OrderOutcome.Refused => ChangeOutcome.TooLate,
            _ => ChangeOutcome.Unavailable,
        };
    }

    private static CancelOutcome Ended(OrderOutcome outcome) => outcome switch
    {
        OrderOutcome.Happened or OrderOutcome.Already => CancelOutcome.Cancelled,
        OrderOutcome.Refused => CancelOutcome.TooLate,
        _ => CancelOutcome.Unavailable,
    };

    /// <summary>还要上次那个师傅: whoever did the same service for the elder last is asked first, or not at all.</summary>
    private async Task<OrderTerms> WithWorkerAsync(OrderTerms terms, WorkerWish? wish, CancellationToken cancellation)
    {
        if (wish is null)
        {
            return terms;
        }

        var orders = await book.OrdersOfElderAsync(terms.ElderId, terms.ElderPhone, MostOrders, cancellation);
        var last = orders.Where(order => order.Terms.Service == terms.Service && order.DoneAt is not null).MaxBy(order => order.DoneAt)?.VendorId;
        return wish is WorkerWish.Same ? terms with { PreferredVendorId = last } : terms with { RefusedVendorId = last };
    }

    private async Task<Subsidies> LeftAsync(Caller caller, CancellationToken cancellation)
    {
        var elder = caller.ElderId is { } id ? await elders.FindAsync(id, cancellation) : null;
        return elder is null ? Subsidies.None : await book.SubsidiesLeftAsync(elder, cancellation);
    }

    /// <summary>Still to come, or done today.</summary>
    private static bool IsOfInterest(Order order, DateTimeOffset now) =>
        order.DoneAt is { } done ? ChinaTime.DayOf(done) == ChinaTime.DayOf(now) : !order.IsEnded;

    private static OrderStanding Standing(Order order) => order switch
    {
        { DoneAt: not null } => OrderStanding.Done,
        { State: OrderState.Arrived } => OrderStanding.AtTheDoor,
        { State: OrderState.Taken } => OrderStanding.Taken,
        { Escalation: not null } => OrderStanding.WithOperator,
        _ => OrderStanding.Seeking,
    };

    private static OrderTerms Terms(OrderRequest request, Elder? elder) => new()
    {
        RequestId = request.RequestId,
        Region = request.Caller.Region,
        ElderId = request.Caller.ElderId,
        ElderName = request.Caller.Name,
        ElderPhone = request.Caller.Relative is null || elder is not { Phones: [var home, ..] } ? request.Caller.Phone : home,
        SpokenBy = request.Caller.Relative is { } relative ? new Contact(relative.Name, relative.Relation, request.Caller.Phone) : null,
        Dialect = request.Caller.Dialect,
        Service = request.Service,
        From = request.From,
        Until = request.Until,
        Address = request.Address,
        // The district is known where the visit goes to the elder's own door.
        Area = elder?.Address == request.Address ? elder.Area : null,
        PriceFen = request.PriceFen,
        Payer = Payer(request.Payer),
        Urgent = request.Urgent,
        Channel = request.Channel,
        ConversationId = request.ConversationId,
        Note = request.Note,
        Recurrence = request.Recurrence,
    };

    private static Payer Payer(string code) => code switch
    {
        "voucher" => Dispatch.Orders.Payer.Voucher,
        "hours" => Dispatch.Orders.Payer.Hours,
        "self" => Dispatch.Orders.Payer.Self,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No such payer."),
    };
}
