namespace Dispatch.Orders;

/// <summary>The whole life of an order as one pure decision. Reasons of refusal are keys of prompts/refusals.yaml.</summary>
public static class OrderRules
{
    /// <param name="order">Null only for <see cref="OrderCommand.Accept"/>.</param>
    public static Decision Decide(Order? order, OrderCommand command, DateTimeOffset now)
    {
        if (command is OrderCommand.Accept accept)
        {
            return order is null ? Accept(accept, now) : new Decision.Already();
        }

        if (order is null)
        {
            return Refuse("no-such-order");
        }

        return command switch
        {
            OrderCommand.Repeat repeat => Repeat(order, repeat, now),
            OrderCommand.Offer offer => MakeOffer(order, offer, now),
            OrderCommand.Take take => Take(order, take, now),
            OrderCommand.Decline decline => Decline(order, decline, now),
            OrderCommand.Expire expire => Expire(order, expire, now),
            OrderCommand.Assign assign => Assign(order, assign, now),
            OrderCommand.Arrive arrive => Arrive(order, arrive, now),
            OrderCommand.Finish finish => Finish(order, finish, now),
            OrderCommand.Judge judge => Judge(order, judge, now),
            OrderCommand.Close close => Close(order, close, now),
            OrderCommand.Return giveBack => Return(order, giveBack, now),
            OrderCommand.Change change => Change(order, change, now),
            OrderCommand.Escalate escalate => Escalate(order, escalate, now),
            OrderCommand.Resume resume => Resume(order, resume, now),
            OrderCommand.Cancel cancel => Cancel(order, cancel, now),
            _ => throw new NotSupportedException($"no rule for {command.GetType().Name}"),
        };
    }

    private static Decision Accept(OrderCommand.Accept command, DateTimeOffset now)
    {
        var terms = command.Terms;
        if (terms.Until <= terms.From)
        {
            return Refuse("window-empty");
        }

        if (terms.Until <= now)
        {
            return Refuse("window-past");
        }

        if (terms.PriceFen < 0)
        {
            return Refuse("price-negative");
        }

        return Happens(new OrderEvent.Accepted(now, command.By, command.Number, terms, command.Lane, command.PromiseBy, command.DoorstepCode));
    }

    private static Decision Repeat(Order order, OrderCommand.Repeat command, DateTimeOffset now)
    {
        if (command.RequestId == order.Terms.RequestId || order.RepeatRequestIds.Contains(command.RequestId))
        {
            return new Decision.Already();
        }

        return order.IsEnded
            ? Refuse("ended")
            : Happens(new OrderEvent.Repeated(now, command.By, command.RequestId, command.Channel, command.ConversationId));
    }

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
            { Ending: OfferEnding.Expired } when order.OpenOffer is null && !ChangedSince(order, offer) =>
                Happens(new OrderEvent.Taken(now, command.By, offer.Id, command.VendorId)),
            { Ending: OfferEnding.Expired } => Refuse("offer-expired"),
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
            { Ending: OfferEnding.Declined or OfferEnding.Expired or OfferEnding.Returned } => new Decision.Already(),
            _ => Refuse("offer-withdrawn"),
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

    private static Decision Arrive(Order order, OrderCommand.Arrive command, DateTimeOffset now)
    {
        if (WhyNotTheirs(order, command.VendorId) is { } reason)
        {
            return Refuse(reason);
        }

        if (order.State is OrderState.Arrived)
        {
            return new Decision.Already();
        }

        if (order.State is not OrderState.Taken)
        {
            return Refuse("already-done");
        }

        return command.DoorstepCode is { } code && code != order.DoorstepCode
            ? Refuse("wrong-doorstep-code")
            : Happens(new OrderEvent.Arrived(now, command.By, command.VendorId));
    }

    /// <summary>A worker who forgot to say 到了 has been there all the same.</summary>
    private static Decision Finish(Order order, OrderCommand.Finish command, DateTimeOffset now)
    {
        if (WhyNotTheirs(order, command.VendorId) is { } reason)
        {
            return Refuse(reason);
        }

        return order.State is OrderState.Taken or OrderState.Arrived
            ? Happens(new OrderEvent.Done(now, command.By, command.VendorId))
            : new Decision.Already();
    }

    private static Decision Judge(Order order, OrderCommand.Judge command, DateTimeOffset now)
    {
        if (command.Review.Rating is < 1 or > 5)
        {
            return Refuse("rating-out-of-range");
        }

        return order.State switch
        {
            OrderState.Done => Happens(new OrderEvent.Reviewed(now, command.By, command.Review)),
            OrderState.Reviewed when order.Review == command.Review => new Decision.Already(),
            OrderState.Reviewed => Refuse("already-reviewed"),
            OrderState.Closed or OrderState.Cancelled => Refuse("ended"),
            _ => Refuse("not-done"),
        };
    }

    private static Decision Close(Order order, OrderCommand.Close command, DateTimeOffset now) => order.State switch
    {
        OrderState.Closed => new Decision.Already(),
        OrderState.Cancelled => Refuse("ended"),
        OrderState.Reviewed => Happens(new OrderEvent.Closed(now, command.By, command.Reason)),
        OrderState.Done when command.Reason is null => Refuse("not-reviewed"),
        OrderState.Done => Happens(new OrderEvent.Closed(now, command.By, command.Reason)),
        _ => Refuse("not-done"),
    };

    private static Decision Return(Order order, OrderCommand.Return command, DateTimeOffset now)
    {
        if (order.VendorId is null && LastOfferTo(order, command.VendorId) is { Ending: OfferEnding.Returned })
        {
            return new Decision.Already();
        }

        if (WhyNotTheirs(order, command.VendorId) is { } reason)
        {
            return Refuse(reason);
        }

        return order.State is OrderState.Taken or OrderState.Arrived
            ? Happens(new OrderEvent.Returned(now, command.By, command.VendorId, command.Reason))
            : Refuse("already-done");
    }

    private static Decision Change(Order order, OrderCommand.Change command, DateTimeOffset now)
    {
        if (order.State is OrderState.Arrived)
        {
            return Refuse("worker-there");
        }

        if (WhyNotMovable(order) is { } reason)
        {
            return Refuse(reason);
        }

        if (command.Until <= command.From)
        {
            return Refuse("window-empty");
        }

        if (command.Until <= now)
        {
            return Refuse("window-past");
        }

        if (command.From == order.Terms.From && command.Until == order.Terms.Until)
        {
            return new Decision.Already();
        }

        var kept = command.KeepVendor && order.VendorId is not null;
        return Happens(new OrderEvent.Changed(now, command.By, command.From, command.Until, command.Lane, command.PromiseBy, kept));
    }

    private static Decision Escalate(Order order, OrderCommand.Escalate command, DateTimeOffset now)
    {
        if (order.IsEnded)
        {
            return Refuse("ended");
        }

        return order.Escalation is null
            ? Happens(new OrderEvent.Escalated(now, command.By, command.Reason))
            : new Decision.Already();
    }

    private static Decision Resume(Order order, OrderCommand.Resume command, DateTimeOffset now)
    {
        if (order.IsEnded)
        {
            return Refuse("ended");
        }

        return order.Escalation is null
            ? new Decision.Already()
            : Happens(new OrderEvent.Resumed(now, command.By));
    }

    private static Decision Cancel(Order order, OrderCommand.Cancel command, DateTimeOffset now)
    {
        if (order.State is OrderState.Cancelled)
        {
            return new Decision.Already();
        }

        return WhyNotMovable(order) is { } reason
            ? Refuse(reason)
            : Happens(new OrderEvent.Cancelled(now, command.By, command.Reason));
    }

    /// <summary>Null while some vendor may still get it.</summary>
    private static string? WhyNotOpen(Order order) => order.State switch
    {
        OrderState.Accepted or OrderState.Offered or OrderState.Returned or OrderState.Escalated => null,
        OrderState.Taken or OrderState.Arrived => "taken-by-another",
        OrderState.Done or OrderState.Reviewed => "already-done",
        _ => "ended",
    };

    private static string? WhyNotMovable(Order order) => order.State switch
    {
        OrderState.Done or OrderState.Reviewed => "already-done",
        OrderState.Closed or OrderState.Cancelled => "ended",
        _ => null,
    };

    private static string? WhyNotTheirs(Order order, string vendorId)
    {
        if (order.State is OrderState.Cancelled)
        {
            return "ended";
        }

        if (order.VendorId == vendorId)
        {
            return null;
        }

        return order.VendorId is null ? "not-taken" : "taken-by-another";
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

    private static Decision.Events Happens(OrderEvent happened) => new([happened]);

    private static Decision.Refused Refuse(string reason) => new(reason);
}
