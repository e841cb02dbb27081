using Dispatch.Orders;
using VoiceGateway.Console.Wording;

namespace VoiceGateway.Console.Orders;

/// <summary>An order's events as an operator reads them.</summary>
internal static class OrderStory
{
    /// <summary>Whose names have to be known for it.</summary>
    public static IEnumerable<string> Names(IEnumerable<OrderEvent> events) =>
        events.SelectMany(happened => new[] { happened.By, VendorOf(happened) is { } vendor ? $"vendor:{vendor}" : happened.By });

    public static string Tell(OrderEvent happened, Words t, NameBoard names)
    {
        var vendor = VendorOf(happened) is { } id ? names[$"vendor:{id}"] : "";
        return happened switch
        {
            OrderEvent.Accepted accepted => t.Say("event.accepted", ("channel", t.OrItself("channel", accepted.Terms.Channel))),
            OrderEvent.Repeated repeated => t.Say("event.repeated", ("channel", t.OrItself("channel", repeated.Channel))),
            OrderEvent.Offered offered => t.Say("event.offered", ("vendor", vendor), ("channel", t.OrItself("channel", offered.Channel)), ("deadline", Words.Clock(offered.Deadline))),
            OrderEvent.Declined declined => t.Say("event.declined", ("vendor", vendor), ("reason", declined.Reason)),
            OrderEvent.Expired => t.Say("event.expired", ("vendor", vendor)),
            OrderEvent.Unreached unreached => t.Say("event.unreached", ("vendor", vendor), ("channel", t.OrItself("channel", unreached.Channel))),
            OrderEvent.Taken => t.Say("event.taken", ("vendor", vendor)),
            OrderEvent.Assigned => t.Say("event.assigned", ("vendor", vendor)),
            OrderEvent.Arrived => t.Say("event.arrived", ("vendor", vendor)),
            OrderEvent.Done => t.Say("event.done", ("vendor", vendor)),
            OrderEvent.Reviewed { Review: { PaidFen: { } paid } review } => t.Say("event.reviewed-paid", ("rating", review.Rating), ("paid", t.Yuan(paid)), ("words", review.Words)),
            OrderEvent.Reviewed reviewed => t.Say("event.reviewed", ("rating", reviewed.Review.Rating), ("words", reviewed.Review.Words)),
            OrderEvent.Closed closed => t.Say("event.closed", ("reason", closed.Reason is { } why ? t.OrItself("close", why) : "")),
            OrderEvent.Returned returned => t.Say("event.returned", ("vendor", vendor), ("reason", returned.Reason)),
            OrderEvent.Changed changed => t.Say(changed.VendorKept ? "event.changed-kept" : "event.changed", ("window", t.Window(changed.From, changed.Until))),
            OrderEvent.Escalated escalated => t.Say("event.escalated", ("reason", t.OrItself("escalation", escalated.Reason))),
            OrderEvent.Claimed => t["event.claimed"],
            OrderEvent.Released => t["event.released"],
            OrderEvent.Resumed resumed => t.Say("event.resumed", ("reason", resumed.Reason)),
            OrderEvent.Cancelled cancelled => t.Say("event.cancelled", ("reason", t.OrItself("escalation", cancelled.Reason))),
            _ => throw new NotSupportedException($"no words for {happened.GetType().Name}"),
        };
    }

    public static string Who(OrderEvent happened, Words t, NameBoard names) =>
        happened.By is "desk" or "elder" or "relative" ? t[$"by.{happened.By}"] : names[happened.By];

    private static string? VendorOf(OrderEvent happened) => happened switch
    {
        OrderEvent.Offered offered => offered.VendorId,
        OrderEvent.Declined declined => declined.VendorId,
        OrderEvent.Expired expired => expired.VendorId,
        OrderEvent.Unreached unreached => unreached.VendorId,
        OrderEvent.Taken taken => taken.VendorId,
        OrderEvent.Assigned assigned => assigned.VendorId,
        OrderEvent.Arrived arrived => arrived.VendorId,
        OrderEvent.Done done => done.VendorId,
        OrderEvent.Returned returned => returned.VendorId,
        _ => null,
    };
}
