using Dispatch.Offers;
using Dispatch.Orders;

namespace Dispatch.Tests.Offers;

public sealed class NextMoveTests
{
    private static readonly OfferPolicy Policy = OfferPolicy.Load();
    private static readonly DateTimeOffset Nine = DeskUnderTest.Monday;

    private static readonly Order Accepted = new()
    {
        Number = "G261123-0001",
        Terms = DeskUnderTest.Terms(),
        Lane = Lane.Scheduled,
        PromiseBy = Nine.AddHours(6),
        DoorstepCode = "1234",
        AcceptedAt = Nine,
        State = OrderState.Accepted,
        Version = 1,
    };

    private static readonly Order Offered = Accepted with
    {
        State = OrderState.Offered,
        Offers = [new Offer("1", "V1", "sms", Nine, Nine.AddHours(1))],
    };

    [Fact]
    public void A_new_order_is_offered_at_once() => Assert.IsType<Move.AskNext>(Decide(Accepted, Nine));

    [Fact]
    public void An_open_offer_is_looked_at_when_it_is_time_to_call() =>
        Assert.Equal(Nine.AddMinutes(30), Assert.IsType<Move.Rest>(Decide(Offered, Nine)).Until);

    [Fact]
    public void After_the_call_it_is_looked_at_when_the_deadline_passes() =>
        Assert.Equal(Nine.AddHours(1), Assert.IsType<Move.Rest>(Decide(Offered, Nine.AddMinutes(31))).Until);

    [Fact]
    public void An_offer_expires_at_its_deadline() =>
        Assert.Equal(new Move.Expire("1"), Decide(Offered, Nine.AddHours(1)));

    [Fact]
    public void An_offer_lasts_no_longer_than_the_promise() =>
        Assert.Equal(Nine.AddHours(6), NextMove.Deadline(Accepted, Policy, Nine.AddHours(5.5)));

    [Fact]
    public void A_promise_at_risk_is_escalated() =>
        Assert.Equal(new Move.Escalate("promise-at-risk"), Decide(Accepted, Nine.AddHours(6)));

    [Fact]
    public void An_escalated_order_is_left_to_the_operator() =>
        Assert.IsType<Move.Rest>(Decide(Accepted with { State = OrderState.Escalated, Escalation = new Escalation("no-vendor", Nine) }, Nine.AddHours(7)));

    [Fact]
    public void At_night_it_waits_for_the_morning()
    {
        var tonight = Nine.AddHours(14);
        var order = Accepted with { PromiseBy = Nine.AddHours(26) };

        Assert.Equal(Nine.AddHours(22), Assert.IsType<Move.Rest>(Decide(order, tonight)).Until);
    }

    [Fact]
    public void A_promise_that_ends_at_night_is_kept_open_until_somebody_could_answer_in_the_morning()
    {
        var order = Accepted with { PromiseBy = Nine.AddHours(15) };

        Assert.Equal(Nine.AddHours(22), Assert.IsType<Move.Rest>(Decide(order, Nine.AddHours(16))).Until);
        Assert.IsType<Move.AskNext>(Decide(order, Nine.AddHours(22)));
    }

    [Theory]
    [InlineData(Lane.Emergency)]
    [InlineData(Lane.Urgent)]
    public void What_cannot_wait_is_asked_for_at_night(Lane lane) =>
        Assert.IsType<Move.AskNext>(Decide(Accepted with { Lane = lane, PromiseBy = Nine.AddHours(15) }, Nine.AddHours(14)));

    [Fact]
    public void A_worker_who_is_late_is_escalated_once()
    {
        var taken = Accepted with { State = OrderState.Taken, VendorId = "V1" };
        var late = taken.Terms.From + Policy.NoShow;

        Assert.Equal(new Move.Escalate("no-show"), Decide(taken, late));
        Assert.IsType<Move.Rest>(Decide(taken with { Escalation = new Escalation("no-show", late) }, late.AddMinutes(1)));
    }

    [Theory]
    [InlineData(OrderState.Closed)]
    [InlineData(OrderState.Cancelled)]
    public void An_ended_order_is_never_looked_at_again(OrderState state) =>
        Assert.Null(Assert.IsType<Move.Rest>(Decide(Accepted with { State = state }, Nine)).Until);

    private static Move Decide(Order order, DateTimeOffset now) => NextMove.Decide(order, Policy, now);
}
