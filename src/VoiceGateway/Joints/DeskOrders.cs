using DialogBot;
using Dispatch;
using Dispatch.Orders;
using Dispatch.Registry;
using VoiceGateway.Calls;
using Placed = DialogBot.PlaceOutcome;

namespace VoiceGateway.Joints;

/// <summary>The bot has an order confirmed; the desk takes it.</summary>
internal sealed class DeskOrders(DispatchDesk desk, ElderDirectory elders, Switchboard switchboard) : IOrderDesk
{
    public async Task<Placed> PlaceAsync(OrderRequest request, CancellationToken cancellation)
    {
        var terms = Terms(request, await AreaAsync(request, cancellation));
        switch (await desk.AcceptAsync(terms, "elder", cancellation))
        {
            case Dispatch.Orders.PlaceOutcome.Placed { Order: var order }:
                switchboard.OrderPlaced(request.ConversationId, order.Number);
                return new Placed.Placed(order.Number, order.DoorstepCode);
            case Dispatch.Orders.PlaceOutcome.Merged { Order: var order }:
                switchboard.OrderPlaced(request.ConversationId, order.Number);
                return new Placed.Merged(order.Number, order.DoorstepCode);
            case Dispatch.Orders.PlaceOutcome.Refused { Reason: var reason }:
                return new Placed.Refused(reason);
            default:
                return new Placed.Unavailable();
        }
    }

    /// <summary>The district is known where the visit goes to the elder's own door.</summary>
    private async Task<string?> AreaAsync(OrderRequest request, CancellationToken cancellation)
    {
        var elder = request.Caller.ElderId is { } id ? await elders.FindAsync(id, cancellation) : null;
        return elder?.Address == request.Address ? elder.Area : null;
    }

    private static OrderTerms Terms(OrderRequest request, string? area) => new()
    {
        RequestId = request.RequestId,
        Region = request.Caller.Region,
        ElderId = request.Caller.ElderId,
        ElderName = request.Caller.Name,
        ElderPhone = request.Caller.Phone,
        Dialect = request.Caller.Dialect,
        Service = request.Service,
        From = request.From,
        Until = request.Until,
        Address = request.Address,
        Area = area,
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
