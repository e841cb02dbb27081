namespace Dispatch.Orders;

/// <summary>派单, 接单 and the ways in which an offer comes to nothing.</summary>
public static partial class OrderRules
{
    private static Decision MakeOffer(Order order, OrderCommand.Offer command, DateTimeOffset now)
    {
        if (order.Offers.Any(offer => offer.Id == command.OfferId))
        {
            return new Decision.Already();
        }

        if (WhyNotOpen(order) is { } reason)
        {
            return Refuse(reason);
        }

        if (order.OpenOffer is not null)
        {
            return Refuse("offer-open");
        }

        if (WhyNeverAgain(order, command.VendorId) is { } never)
        {
            return Refuse(never);
        }

        return command.Deadline <= now
            ? Refuse("deadline-past")
            : Happens(new OrderEvent.Offered(now, command.By, command.OfferId, command.VendorId, command.Channel, command.Deadline, command.ReplyCode));
    }

    private static Decision Take(Order order, OrderCommand.Take command, DateTimeOffset now)
    {
        if (order.VendorId == command.VendorId && !order.IsEnded)
        {
            return new Decision.Already();
        }

        if (LastOfferTo(order, command.VendorId) is not { } offer)
        {
            return Refuse("never-offered");
        }

        if (WhyNotOpen(order) is { } reason)
        {
            return Refuse(reason);
        }

        return offer switch
        {
            { IsOpen: true } => Happens(new OrderEvent.Taken(now, command.By, offer.Id, command.VendorId)),
            { Ending: OfferEnding.Expired or OfferEnding.Unreached } when order.OpenOffer is null && !ChangedSince(order, offer) =>
                Happens(new OrderEvent.Taken(now, command.By, offer.Id, command.VendorId)),
            { Ending: OfferEnding.Expired or OfferEnding.Unreached } => Refuse("offer-expired"),
            { Ending: OfferEnding.Declined } => Refuse("vendor-declined"),
            { Ending: OfferEnding.Returned } => Refuse("vendor-returned"),
            _ => Refuse("offer-withdrawn"),
        };
    }

    private static Decision Decline(Order order, OrderCommand.Decline command, DateTimeOffset now)
    {
        if (order.VendorId == command.VendorId)
        {
            return Refuse("taken-return-instead");
        }

        return LastOfferTo(order, command.VendorId) switch
        {
            null => Refuse("never-offered"),
            { IsOpen: true } offer => Happens(new OrderEvent.Declined(now, command.By, offer.Id, command.VendorId, command.Reason)),
            { Ending: OfferEnding.Declined or OfferEnding.Expired or OfferEnding.Unreached or OfferEnding.Returned } => new Decision.Already(),
            _ => Refuse(order.IsEnded ? "ended" : "offer-withdrawn"),
        };
    }

    private static Decision Expire(Order order, OrderCommand.Expire command, DateTimeOffset now) =>
        order.Offers.FirstOrDefault(offer => offer.Id == command.OfferId) switch
        {
            null => Refuse("never-offered"),
            { IsOpen: false } => new Decision.Already(),
            { } offer when now < offer.Deadline => Refuse("offer-still-running"),
            { } offer => Happens(new OrderEvent.Expired(now, command.By, offer.Id, offer.VendorId)),
        };

    /// <summary>Lost by SMS and then by phone, or the other way round, is lost altogether, whoever is asked last.</summary>
    private static Decision NotReached(Order order, OrderCommand.NotReached command, DateTimeOffset now) =>
        order.Offers.FirstOrDefault(offer => offer.Id == command.OfferId) switch
        {
            null => Refuse("never-offered"),
            { IsOpen: false } => new Decision.Already(),
            { Unreached: { } known } when known == command.Channel && !command.IsLast => new Decision.Already(),
            { } offer => Happens(new OrderEvent.Unreached(
                now, command.By, offer.Id, offer.VendorId, command.Channel, command.IsLast || (offer.Unreached is { } other && other != command.Channel))),
        };

    private static Decision Assign(Order order, OrderCommand.Assign command, DateTimeOffset now)
    {
        if (order.VendorId == command.VendorId && order.State is OrderState.Taken)
        {
            return new Decision.Already();
        }

        return WhyNotOpen(order) is { } reason
            ? Refuse(reason)
            : Happens(new OrderEvent.Assigned(now, command.By, command.OfferId, command.VendorId));
    }

    /// <summary>退单 is for ever; a no holds until the time is changed.</summary>
    private static string? WhyNeverAgain(Order order, string vendorId)
    {
        var past = order.Offers.Where(offer => offer.VendorId == vendorId).ToList();
        if (past.Exists(offer => offer.Ending is OfferEnding.Returned))
        {
            return "vendor-returned";
        }

        return past.Exists(offer => offer.Ending is OfferEnding.Declined && !ChangedSince(order, offer)) ? "vendor-declined" : null;
    }

    private static bool ChangedSince(Order order, Offer offer) => order.ChangedAt > offer.MadeAt;

    private static Offer? LastOfferTo(Order order, string vendorId) =>
        order.Offers.LastOrDefault(offer => offer.VendorId == vendorId);
}
