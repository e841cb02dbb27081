using Dispatch.FollowUps;
using Dispatch.Offers;
using Dispatch.Orders;

namespace Dispatch.Tests.FollowUps;

public sealed class FollowUpRulesTests
{
    private static readonly FollowUpPolicy Policy = OfferPolicy.Load().FollowUp;
    private static readonly DateTimeOffset Nine = DeskUnderTest.Monday;

    private static readonly Order Done = new()
    {
        Number = "G261123-0001",
        Terms = DeskUnderTest.Terms(),
        Lane = Lane.Scheduled,
        PromiseBy = Nine.AddHours(-20),
        DoorstepCode = "1234",
        AcceptedAt = Nine.AddHours(-24),
        State = OrderState.Done,
        VendorId = "V1",
        DoneAt = Nine,
        Version = 5,
    };

    [Fact]
    public void An_elder_is_called_half_an_hour_after_the_visit_then_in_the_afternoon_then_the_next_day() =>
        Assert.Equal([Nine.AddHours(0.5), Nine.AddHours(4.5), Nine.AddHours(28.5)], FollowUpRules.Calls(Done, Policy));

    [Fact]
    public void Nobody_is_called_in_the_evening_or_at_night()
    {
        var evening = Nine.AddHours(10.75);
        var morning = Nine.AddHours(23.5);

        Assert.Equal([morning, morning.AddHours(4), morning.AddHours(28)], FollowUpRules.Calls(Done with { DoneAt = evening }, Policy));
    }

    [Fact]
    public void Each_call_has_its_number_until_the_next_one_is_due()
    {
        Assert.Null(FollowUpRules.Due(Done, Policy, Nine.AddMinutes(29)));
        Assert.Equal(0, FollowUpRules.Due(Done, Policy, Nine.AddMinutes(30)));
        Assert.Equal(0, FollowUpRules.Due(Done, Policy, Nine.AddHours(4)));
        Assert.Equal(1, FollowUpRules.Due(Done, Policy, Nine.AddHours(5)));
        Assert.Equal(2, FollowUpRules.Due(Done, Policy, Nine.AddHours(30)));
    }

    [Fact]
    public void A_call_that_was_missed_while_the_desk_was_down_is_not_made_at_night() =>
        Assert.Null(FollowUpRules.Due(Done, Policy, Nine.AddHours(13)));

    [Fact]
    public void Whoever_has_answered_or_waits_for_an_operator_is_not_called()
    {
        Assert.Null(FollowUpRules.Due(Done with { State = OrderState.Reviewed }, Policy, Nine.AddHours(1)));
        Assert.Null(FollowUpRules.Due(Done with { Escalation = new Escalation("complaint", Nine) }, Policy, Nine.AddHours(1)));
    }

    [Theory]
    [InlineData("FREQ=DAILY", 0, true)]
    [InlineData("FREQ=DAILY", 1, false)]
    [InlineData("FREQ=DAILY;INTERVAL=2", 1, true)]
    [InlineData("FREQ=DAILY;INTERVAL=2", 2, false)]
    [InlineData("FREQ=WEEKLY;BYDAY=TU,TH", 1, true)]
    [InlineData("FREQ=WEEKLY;BYDAY=TU,TH", 3, false)]
    [InlineData("FREQ=WEEKLY", 5, true)]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=26", 3, true)]
    public void Of_visits_that_come_often_one_a_week_is_asked_about(string rule, int daysAfterMonday, bool asked)
    {
        var visit = Done with { Terms = DeskUnderTest.Terms(from: Nine.AddDays(daysAfterMonday)) with { Recurrence = rule, SeriesId = "r0" } };

        Assert.Equal(asked, FollowUpRules.Calls(visit, Policy).Count > 0);
    }

    [Fact]
    public void The_first_visit_of_a_series_is_always_asked_about() =>
        Assert.NotEmpty(FollowUpRules.Calls(Done with { Terms = DeskUnderTest.Terms(from: Nine.AddDays(2)) with { Recurrence = "FREQ=DAILY" } }, Policy));

    [Fact]
    public void An_elder_who_never_answers_is_left_in_peace_and_the_order_closed()
    {
        var last = Nine.AddHours(28.5);

        Assert.Equal(Nine.AddHours(0.5), Assert.IsType<Move.Rest>(Decide(Done, Nine)).Until);
        Assert.Equal(last.AddDays(1), Assert.IsType<Move.Rest>(Decide(Done, last)).Until);
        Assert.Equal(new Move.Close("not-reached"), Decide(Done, last.AddDays(1)));
    }

    [Fact]
    public void What_the_elder_judged_is_closed_unless_somebody_still_has_to_see_to_it()
    {
        var judged = Done with { State = OrderState.Reviewed, Review = new Review(1) };

        Assert.Equal(new Move.Close(null), Decide(judged, Nine));
        Assert.IsType<Move.Rest>(Decide(judged with { Escalation = new Escalation("complaint", Nine) }, Nine));
    }

    private static Move Decide(Order order, DateTimeOffset now) => NextMove.Decide(order, OfferPolicy.Load(), now);
}
