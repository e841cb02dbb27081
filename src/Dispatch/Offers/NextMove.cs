using Dispatch.FollowUps;
using Dispatch.Orders;

namespace Dispatch.Offers;

/// <summary>What the desk does next about an order, as a pure function of where it stands and the time.</summary>
internal static class NextMove
{
    /// <summary>An open order is looked at this often even when nothing is expected.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);

    public static Move Decide(Order order, OfferPolicy policy, DateTimeOffset now)
    {
        if (order.IsEnded)
        {
            return new Move.Rest(now < order.NewsUntil ? order.NewsUntil : null);
        }

        return order.State switch
        {
            OrderState.Accepted or OrderState.Returned => FindVendor(order, policy, now),
            OrderState.Offered => AwaitAnswer(order, policy, now),
            OrderState.Taken => AwaitArrival(order, policy, now),
            OrderState.Done when order.Escalation is null => AwaitReview(order, policy.FollowUp, now),
            OrderState.Reviewed when order.Escalation is null => new Move.Close(null),
            _ => new Move.Rest(now + LookAgain),
        };
    }

    /// <summary>Until when a vendor who is asked now may think.</summary>
    public static DateTimeOffset Deadline(Order order, OfferPolicy policy, DateTimeOffset now)
    {
        var deadline = now + policy.Lanes[order.Lane].Answer;
        var promise = policy.PromiseOf(order);
        return promise > now && promise < deadline ? promise : deadline;
    }

    private static Move FindVendor(Order order, OfferPolicy policy, DateTimeOffset now)
    {
        if (order.Escalation is not null)
        {
            return new Move.Rest(now + LookAgain);
        }

        var promise = policy.PromiseOf(order);
        if (now >= promise)
        {
            return new Move.Escalate("promise-at-risk");
        }

        return policy.Quiet.Until(order.Lane, now) is { } morning
            ? new Move.Rest(Earlier(morning, promise))
            : new Move.AskNext();
    }

    private static Move AwaitAnswer(Order order, OfferPolicy policy, DateTimeOffset now)
    {
        var offer = order.OpenOffer!;
        if (now >= offer.Deadline)
        {
            return new Move.Expire(offer.Id);
        }

        var promise = policy.PromiseOf(order);
        if (now >= promise && order.Escalation is null)
        {
            return new Move.Escalate("promise-at-risk");
        }

        var wake = order.Escalation is null ? Earlier(offer.Deadline, promise) : offer.Deadline;
        var call = offer.MadeAt + policy.Lanes[order.Lane].Call;
        return new Move.Rest(call > now ? Earlier(wake, call) : wake);
    }

    private static Move AwaitArrival(Order order, OfferPolicy policy, DateTimeOffset now)
    {
        var missed = order.Terms.From + policy.NoShow;
        if (now < missed)
        {
            return new Move.Rest(Earlier(missed, now + LookAgain));
        }

        return order.Escalation is null ? new Move.Escalate("no-show") : new Move.Rest(now + LookAgain);
    }

    private static Move AwaitReview(Order order, FollowUpPolicy policy, DateTimeOffset now)
    {
        var calls = FollowUpRules.Calls(order, policy);
        if (calls.FirstOrDefault(call => call > now) is { Ticks: > 0 } next)
        {
            return new Move.Rest(next);
        }

        var end = (calls.Count > 0 ? calls[^1] : order.DoneAt!.Value) + policy.Close;
        return now < end ? new Move.Rest(end) : new Move.Close(calls.Count > 0 ? "not-reached" : "not-asked");
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
