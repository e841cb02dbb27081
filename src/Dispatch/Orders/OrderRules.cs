namespace Dispatch.Orders;

/// <summary>The whole life of an order as one pure decision. Reasons of refusal are keys of prompts/refusals.yaml.</summary>
public static partial class OrderRules
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
            OrderCommand.NotReached missed => NotReached(order, missed, now),
            OrderCommand.Assign assign => Assign(order, assign, now),
            OrderCommand.Arrive arrive => Arrive(order, arrive, now),
            OrderCommand.Finish finish => Finish(order, finish, now),
            OrderCommand.Judge judge => Judge(order, judge, now),
            OrderCommand.Close close => Close(order, close, now),
            OrderCommand.Return giveBack => Return(order, giveBack, now),
            OrderCommand.Change change => Change(order, change, now),
            OrderCommand.Escalate escalate => Escalate(order, escalate, now),
            OrderCommand.Claim claim => Claim(order, claim, now),
            OrderCommand.Release release => Release(order, release, now),
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

        if (WhyNotRecurring(terms) is { } reason)
        {
            return Refuse(reason);
        }

        var accepted = new OrderEvent.Accepted(now, command.By, command.Number, terms, command.Lane, command.PromiseBy, command.DoorstepCode);
        return command.Left?.WhyNotPaying(terms) switch
        {
            null => Happens(accepted),
            // Nobody is on the line who could say who pays for a visit of a series: an operator asks.
            { } unpaid when terms.SeriesId is not null => new Decision.Events([accepted, new OrderEvent.Escalated(now, command.By, unpaid)]),
            { } unpaid => Refuse(unpaid),
        };
    }

    /// <summary>Null where the visit comes once, or by a rule that the desk can follow.</summary>
    internal static string? WhyNotRecurring(OrderTerms terms) =>
        terms.Recurrence is null || Recurrence.Parse(terms.Recurrence)?.DayAfter(ChinaTime.DayOf(terms.From)) is not null ? null : "recurrence-unknown";

    private static Decision Repeat(Order order, OrderCommand.Repeat command, DateTimeOffset now)
    {
        if (command.RequestId == order.Terms.RequestId || order.RepeatRequestIds.Contains(command.RequestId))
        {
            return new Decision.Already();
        }

        return order.IsEnded
            ? Refuse("ended")
            : Happens(new OrderEvent.Repeated(now, command.By, command.RequestId, command.Channel, command.ConversationId, command.SpokenBy));
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

    private static Decision.Events Happens(OrderEvent happened) => new([happened]);

    private static Decision.Refused Refuse(string reason) => new(reason);
}
