using Dispatch.Orders;

namespace Dispatch.Offers;

/// <summary>What a vendor's reply is about and what it comes to: pure decisions.</summary>
internal static class ReplyRules
{
    /// <summary>A job this close to now is meant by 到了 when several are open.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromHours(3);

    /// <summary>The vendor may say something about it: it is asked of them, or theirs and not done.</summary>
    public static bool Concerns(Order order, string vendorId) => IsAsked(order, vendorId) || IsTheirs(order, vendorId);

    /// <param name="orders">What the vendor was asked for. What has ended is meant only where its code says so.</param>
    public static Verdict Decide(VendorReply reply, string vendorId, IReadOnlyList<Order> orders, DateTimeOffset now)
    {
        if (reply.Word is VendorWord.NotUnderstood)
        {
            return new Verdict.NotUnderstood();
        }

        var named = reply.Code is { } code ? ReplyCodes.Named(code, vendorId, orders) : [.. orders.Where(order => !order.IsEnded)];
        var meant = Meant(reply.Word, vendorId, named, now);
        return meant.Count switch
        {
            0 => new Verdict.NothingOpen(),
            1 => new Verdict.Command(meant[0].Number, CommandFor(reply.Word, vendorId, meant[0])),
            _ => new Verdict.Which(meant, reply.Word),
        };
    }

    private static List<Order> Meant(VendorWord word, string vendorId, IReadOnlyList<Order> orders, DateTimeOffset now)
    {
        List<Order> asked = [.. orders.Where(order => IsAsked(order, vendorId))];
        List<Order> theirs = [.. orders.Where(order => IsTheirs(order, vendorId))];
        return word switch
        {
            VendorWord.Take or VendorWord.Decline when asked.Count > 0 => asked,
            VendorWord.Take => theirs.Count > 0 ? Latest(theirs, vendorId) : Latest(orders, vendorId),
            VendorWord.Decline => Latest(theirs.Count > 0 ? theirs : orders, vendorId),
            VendorWord.Arrived => NearOnly([.. theirs.Where(order => order.State is OrderState.Taken)], now) is { Count: > 0 } due ? due : theirs,
            VendorWord.Finished => theirs.Where(order => order.State is OrderState.Arrived).ToList() is { Count: > 0 } there ? there : NearOnly(theirs, now),
            VendorWord.Return when theirs.Count == 0 => asked,
            _ => theirs,
        };
    }

    private static OrderCommand CommandFor(VendorWord word, string vendorId, Order order)
    {
        var by = $"vendor:{vendorId}";
        return word switch
        {
            VendorWord.Take => new OrderCommand.Take(by, vendorId),
            VendorWord.Decline => new OrderCommand.Decline(by, vendorId),
            VendorWord.Arrived => new OrderCommand.Arrive(by, vendorId),
            VendorWord.Finished => new OrderCommand.Finish(by, vendorId),
            VendorWord.Change => new OrderCommand.Escalate(by, "vendor-asks-change"),
            VendorWord.Return when !IsTheirs(order, vendorId) => new OrderCommand.Decline(by, vendorId),
            VendorWord.Return => new OrderCommand.Return(by, vendorId, "vendor-reply"),
            _ => throw new ArgumentOutOfRangeException(nameof(word)),
        };
    }

    /// <summary>Key of sms.yaml for what the ledger said; null where the vendor is told by the tidings of the order itself.</summary>
    public static string? AnswerTo(OrderCommand command, OrderOutcome outcome) => (command, outcome) switch
    {
        (OrderCommand.Take, OrderOutcome.Happened) => null,
        (OrderCommand.Take, OrderOutcome.Already) => "already-yours",
        (OrderCommand.Decline, OrderOutcome.Refused { Reason: "taken-return-instead" }) => "return-instead",
        (OrderCommand.Decline, OrderOutcome.Happened or OrderOutcome.Already) => "declined",
        (OrderCommand.Arrive, OrderOutcome.Happened or OrderOutcome.Already) => "arrived",
        (OrderCommand.Finish, OrderOutcome.Happened or OrderOutcome.Already) => "finished",
        (OrderCommand.Return, OrderOutcome.Happened or OrderOutcome.Already) => "returned",
        (OrderCommand.Escalate, OrderOutcome.Happened or OrderOutcome.Already) => "change-asked",
        (_, OrderOutcome.Refused refused) => refused.Reason switch
        {
            "taken-by-another" => "taken-by-another",
            "ended" or "already-done" => "order-over",
            "never-offered" => "nothing-open",
            _ => "offer-over",
        },
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    private static bool IsAsked(Order order, string vendorId) => order.OpenOffer?.VendorId == vendorId;

    private static bool IsTheirs(Order order, string vendorId) =>
        order.VendorId == vendorId && order.State is OrderState.Taken or OrderState.Arrived;

    /// <summary>Whichever the vendor was asked last: a late answer means that one.</summary>
    private static List<Order> Latest(IReadOnlyList<Order> orders, string vendorId) =>
        [.. orders.OrderByDescending(order => order.Offers.LastOrDefault(offer => offer.VendorId == vendorId)?.MadeAt).Take(1)];

    private static List<Order> NearOnly(List<Order> orders, DateTimeOffset now)
    {
        List<Order> near = [.. orders.Where(order => (order.Terms.From - now).Duration() <= Near)];
        return near.Count == 1 ? near : orders;
    }
}
