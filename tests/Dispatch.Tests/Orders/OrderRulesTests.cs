using Dispatch.Orders;
using Dispatch.Tests.Ledger;

namespace Dispatch.Tests.Orders;

/// <summary>The life of an order as a table: what was done before, what is wanted, what comes of it.</summary>
public sealed class OrderRulesTests
{
    private static readonly DateTimeOffset Now = Samples.Now;

    /// <summary>Every step that a table row may name; V1 and V2 are vendors.</summary>
    private static readonly Dictionary<string, OrderCommand> Steps = new()
    {
        ["offer V1"] = new OrderCommand.Offer("desk", "o1", "V1", "sms", Now.AddMinutes(5)),
        ["offer V1 again"] = new OrderCommand.Offer("desk", "o1b", "V1", "sms", Now.AddHours(1)),
        ["offer V2"] = new OrderCommand.Offer("desk", "o2", "V2", "sms", Now.AddHours(1)),
        ["offer too late"] = new OrderCommand.Offer("desk", "o3", "V2", "sms", Now),
        ["take V1"] = new OrderCommand.Take("vendor:V1", "V1"),
        ["take V2"] = new OrderCommand.Take("vendor:V2", "V2"),
        ["decline V1"] = new OrderCommand.Decline("vendor:V1", "V1"),
        ["decline V2"] = new OrderCommand.Decline("vendor:V2", "V2"),
        ["expire o1"] = new OrderCommand.Expire("desk", "o1"),
        ["assign V1"] = new OrderCommand.Assign("operator:O1", "a1", "V1"),
        ["assign V2"] = new OrderCommand.Assign("operator:O1", "a2", "V2"),
        ["arrive V1"] = new OrderCommand.Arrive("vendor:V1", "V1"),
        ["arrive V2"] = new OrderCommand.Arrive("vendor:V2", "V2"),
        ["arrive V1, right code"] = new OrderCommand.Arrive("vendor:V1", "V1", "0427"),
        ["arrive V1, wrong code"] = new OrderCommand.Arrive("vendor:V1", "V1", "9999"),
        ["finish V1"] = new OrderCommand.Finish("vendor:V1", "V1"),
        ["finish V2"] = new OrderCommand.Finish("vendor:V2", "V2"),
        ["judge 5"] = new OrderCommand.Judge("elder", new Review(5)),
        ["judge 2"] = new OrderCommand.Judge("elder", new Review(2)),
        ["judge 6"] = new OrderCommand.Judge("elder", new Review(6)),
        ["close"] = new OrderCommand.Close("desk"),
        ["close, unreachable"] = new OrderCommand.Close("desk", "unreachable"),
        ["return V1"] = new OrderCommand.Return("vendor:V1", "V1", "ill"),
        ["return V2"] = new OrderCommand.Return("vendor:V2", "V2", "ill"),
        ["change"] = new OrderCommand.Change("elder", Now.AddDays(1), Now.AddDays(1).AddHours(2), Lane.Scheduled, Now.AddHours(12), false),
        ["change, vendor stays"] = new OrderCommand.Change("elder", Now.AddDays(1), Now.AddDays(1).AddHours(2), Lane.Scheduled, Now.AddHours(12), true),
        ["change to nothing"] = new OrderCommand.Change("elder", Now.AddDays(1), Now.AddDays(1), Lane.Scheduled, Now.AddHours(12), false),
        ["change to yesterday"] = new OrderCommand.Change("elder", Now.AddDays(-1), Now.AddDays(-1).AddHours(2), Lane.Today, Now, false),
        ["escalate"] = new OrderCommand.Escalate("desk", "no-vendor"),
        ["claim O1"] = new OrderCommand.Claim("operator:O1", TimeSpan.FromMinutes(30)),
        ["claim O2"] = new OrderCommand.Claim("operator:O2", TimeSpan.FromMinutes(30)),
        ["release O1"] = new OrderCommand.Release("operator:O1"),
        ["release O2"] = new OrderCommand.Release("operator:O2"),
        ["resume O2"] = new OrderCommand.Resume("operator:O2"),
        ["resume"] = new OrderCommand.Resume("operator:O1"),
        ["cancel"] = new OrderCommand.Cancel("elder", "not needed"),
        ["repeat r1"] = new OrderCommand.Repeat("elder", "r1", "screen", "c2"),
        ["repeat r2"] = new OrderCommand.Repeat("elder", "r2", "screen", "c2"),
    };

    [Theory]
    // The way that an order goes.
    [InlineData("", "offer V1", "Offered")]
    [InlineData("offer V1", "take V1", "Taken")]
    [InlineData("offer V1|take V1", "arrive V1", "Arrived")]
    [InlineData("offer V1|take V1", "arrive V1, right code", "Arrived")]
    [InlineData("offer V1|take V1|arrive V1", "finish V1", "Done")]
    [InlineData("offer V1|take V1", "finish V1", "Done")]
    [InlineData("offer V1|take V1|finish V1", "judge 5", "Reviewed")]
    [InlineData("offer V1|take V1|finish V1|judge 5", "close", "Closed")]
    [InlineData("offer V1|take V1|finish V1", "close, unreachable", "Closed")]
    // A vendor says no, or nothing.
    [InlineData("offer V1", "decline V1", "Accepted")]
    [InlineData("offer V1|decline V1", "offer V2", "Offered")]
    [InlineData("offer V1", "expire o1 @ 5", "Accepted")]
    [InlineData("offer V1|expire o1 @ 5", "offer V1 again", "Offered")]
    [InlineData("offer V1|expire o1 @ 5", "take V1", "Taken")]
    [InlineData("offer V1", "take V1 @ 30", "Taken")]
    // 退单.
    [InlineData("offer V1|take V1", "return V1", "Returned")]
    [InlineData("offer V1|take V1|arrive V1", "return V1", "Returned")]
    [InlineData("offer V1|take V1|return V1", "offer V2", "Offered")]
    // 改期.
    [InlineData("", "change", "Accepted")]
    [InlineData("offer V1", "change", "Accepted")]
    [InlineData("offer V1|take V1", "change", "Accepted")]
    [InlineData("offer V1|take V1", "change, vendor stays", "Taken")]
    [InlineData("offer V1|decline V1|change @ 1", "offer V1 again @ 1", "Offered")]
    [InlineData("offer V1|decline V1|escalate", "change", "Accepted")]
    // 转人工.
    [InlineData("", "escalate", "Escalated")]
    [InlineData("offer V1", "escalate", "Offered")]
    [InlineData("offer V1|escalate", "decline V1", "Escalated")]
    [InlineData("offer V1|escalate", "take V1", "Taken")]
    [InlineData("offer V1|take V1", "escalate", "Taken")]
    [InlineData("escalate", "assign V2", "Taken")]
    [InlineData("escalate", "offer V2", "Offered")]
    [InlineData("escalate", "resume", "Accepted")]
    [InlineData("offer V1", "assign V2", "Taken")]
    // One operator sees to it, until they leave it or are gone for too long.
    [InlineData("escalate", "claim O1", "Escalated")]
    [InlineData("escalate|claim O1", "release O1", "Escalated")]
    [InlineData("escalate|claim O1|release O1", "claim O2", "Escalated")]
    [InlineData("escalate|claim O1", "claim O2 @ 30", "Escalated")]
    [InlineData("escalate|claim O1", "claim O1 @ 20", "Escalated")]
    [InlineData("escalate|claim O1|claim O1 @ 20", "resume @ 45", "Accepted")]
    // 取消.
    [InlineData("", "cancel", "Cancelled")]
    [InlineData("offer V1", "cancel", "Cancelled")]
    [InlineData("offer V1|take V1|arrive V1", "cancel", "Cancelled")]
    [InlineData("escalate", "cancel", "Cancelled")]
    // 并单.
    [InlineData("offer V1", "repeat r2", "Offered")]
    public void A_command_that_may_be_moves_the_order(string before, string command, string after)
    {
        var order = After(before);

        var events = Assert.IsType<Decision.Events>(Decide(order, command)).Items;

        Assert.Equal(after, events.Aggregate(order, Order.Apply).State.ToString());
    }

    [Theory]
    [InlineData("offer V1", "offer V2", "offer-open")]
    [InlineData("offer V1|decline V1", "offer V1 again", "vendor-declined")]
    [InlineData("offer V1|take V1|return V1", "offer V1 again", "vendor-returned")]
    [InlineData("offer V1|take V1|return V1|change @ 1", "offer V1 again @ 1", "vendor-returned")]
    [InlineData("offer V1|take V1", "offer V2", "taken-by-another")]
    [InlineData("", "offer too late", "deadline-past")]
    [InlineData("", "take V1", "never-offered")]
    [InlineData("offer V1|decline V1", "take V1", "vendor-declined")]
    [InlineData("offer V1|expire o1 @ 5|offer V2", "take V1", "offer-expired")]
    [InlineData("offer V1|expire o1 @ 5|offer V2|take V2", "take V1", "taken-by-another")]
    [InlineData("offer V1|assign V2", "take V1", "taken-by-another")]
    [InlineData("offer V1|change", "take V1", "offer-withdrawn")]
    [InlineData("offer V1|expire o1 @ 5|change @ 6", "take V1 @ 7", "offer-expired")]
    [InlineData("offer V1|take V1|return V1", "take V1", "vendor-returned")]
    [InlineData("offer V1|cancel", "take V1", "ended")]
    [InlineData("offer V1|take V1", "decline V1", "taken-return-instead")]
    [InlineData("", "decline V1", "never-offered")]
    [InlineData("offer V1|change", "decline V1", "offer-withdrawn")]
    [InlineData("offer V1", "expire o1", "offer-still-running")]
    [InlineData("", "expire o1", "never-offered")]
    [InlineData("assign V1", "assign V2", "taken-by-another")]
    [InlineData("assign V1", "arrive V2", "taken-by-another")]
    [InlineData("assign V1", "arrive V1, wrong code", "wrong-doorstep-code")]
    [InlineData("", "arrive V1", "not-taken")]
    [InlineData("assign V1|finish V1", "arrive V1", "already-done")]
    [InlineData("assign V1", "finish V2", "taken-by-another")]
    [InlineData("", "finish V1", "not-taken")]
    [InlineData("assign V1", "judge 5", "not-done")]
    [InlineData("assign V1|finish V1", "judge 6", "rating-out-of-range")]
    [InlineData("assign V1|finish V1|judge 5", "judge 2", "already-reviewed")]
    [InlineData("assign V1|finish V1", "close", "not-reviewed")]
    [InlineData("assign V1", "close, unreachable", "not-done")]
    [InlineData("cancel", "close", "ended")]
    [InlineData("assign V1|finish V1", "return V1", "already-done")]
    [InlineData("assign V1", "return V2", "taken-by-another")]
    [InlineData("", "return V1", "not-taken")]
    [InlineData("assign V1|arrive V1", "change", "worker-there")]
    [InlineData("assign V1|finish V1", "change", "already-done")]
    [InlineData("", "change to nothing", "window-empty")]
    [InlineData("", "change to yesterday", "window-past")]
    [InlineData("assign V1|finish V1", "cancel", "already-done")]
    [InlineData("assign V1|finish V1|judge 5|close", "cancel", "ended")]
    [InlineData("cancel", "escalate", "ended")]
    [InlineData("cancel", "resume", "ended")]
    [InlineData("cancel", "claim O1", "ended")]
    [InlineData("", "claim O1", "not-escalated")]
    [InlineData("escalate|claim O1|resume", "claim O2", "not-escalated")]
    [InlineData("escalate|claim O1", "claim O2", "claimed-by-another")]
    [InlineData("escalate|claim O1|claim O1 @ 20", "claim O2 @ 40", "claimed-by-another")]
    [InlineData("escalate|claim O1", "release O2", "claimed-by-another")]
    [InlineData("escalate|claim O1", "resume O2", "claimed-by-another")]
    [InlineData("cancel", "repeat r2", "ended")]
    public void A_command_that_may_not_be_is_refused_with_a_reason_that_can_be_read(string before, string command, string reason)
    {
        var order = After(before);

        Assert.Equal(new Decision.Refused(reason), Decide(order, command));
        Assert.NotEmpty(RefusalTexts.Load(Path.Combine(AppContext.BaseDirectory, "prompts")).Say(reason, order));
    }

    [Theory]
    [InlineData("offer V1", "offer V1")]
    [InlineData("offer V1|take V1", "take V1")]
    [InlineData("offer V1|take V1|finish V1", "take V1")]
    [InlineData("offer V1|decline V1", "decline V1")]
    [InlineData("offer V1|expire o1 @ 5", "expire o1")]
    [InlineData("offer V1|take V1", "expire o1")]
    [InlineData("assign V1", "assign V1")]
    [InlineData("escalate|claim O1", "claim O1")]
    [InlineData("escalate", "release O1")]
    [InlineData("assign V1|arrive V1", "arrive V1")]
    [InlineData("assign V1|finish V1", "finish V1")]
    [InlineData("assign V1|finish V1|judge 5", "judge 5")]
    [InlineData("assign V1|finish V1|judge 5|close", "close")]
    [InlineData("assign V1|return V1", "return V1")]
    [InlineData("change", "change")]
    [InlineData("escalate", "escalate")]
    [InlineData("", "resume")]
    [InlineData("cancel", "cancel")]
    [InlineData("", "repeat r1")]
    [InlineData("repeat r2", "repeat r2")]
    public void A_command_said_twice_changes_nothing_the_second_time(string before, string command) =>
        Assert.IsType<Decision.Already>(Decide(After(before), command));

    [Fact]
    public void A_late_yes_counts_only_while_nobody_else_has_been_asked()
    {
        var late = After("offer V1|expire o1 @ 5|offer V2|decline V2");

        var taken = Assert.IsType<Decision.Events>(Decide(late, "take V1 @ 20")).Items.Aggregate(late, Order.Apply);

        Assert.Equal("V1", taken.VendorId);
        Assert.Equal([OfferEnding.Taken, OfferEnding.Declined], taken.Offers.Select(offer => offer.Ending!.Value));
    }

    [Fact]
    public void An_order_whose_window_is_empty_or_past_is_not_accepted()
    {
        var terms = Samples.Terms("r1");

        Assert.Equal(new Decision.Refused("window-empty"), Accept(terms with { Until = terms.From }));
        Assert.Equal(new Decision.Refused("window-past"), Accept(terms with { From = Now.AddHours(-3), Until = Now.AddHours(-1) }));
        Assert.Equal(new Decision.Refused("price-negative"), Accept(terms with { PriceFen = -1 }));
    }

    private static Decision Accept(OrderTerms terms) =>
        OrderRules.Decide(null, new OrderCommand.Accept("elder", "G261123-0001", terms, Lane.Today, Now.AddHours(1), "0427"), Now);

    private static Order After(string steps)
    {
        var order = Order.Fold(((Decision.Events)Accept(Samples.Terms("r1"))).Items);
        return steps.Split('|', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(order, (before, step) => Assert.IsType<Decision.Events>(Decide(before, step)).Items.Aggregate(before, Order.Apply));
    }

    /// <param name="step">A name of <see cref="Steps"/>, and "@ minutes" where it happens later than now.</param>
    private static Decision Decide(Order order, string step)
    {
        var parts = step.Split(" @ ");
        var minutes = parts.Length > 1 ? int.Parse(parts[1], null) : 0;
        return OrderRules.Decide(order, Steps[parts[0]], Now.AddMinutes(minutes));
    }
}
