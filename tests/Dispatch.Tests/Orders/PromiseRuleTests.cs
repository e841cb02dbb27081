using Dispatch.Orders;

namespace Dispatch.Tests.Orders;

public sealed class PromiseRuleTests
{
    private static readonly DateTimeOffset Now = Ledger.Samples.Now;
    private static readonly Promises Promises = Promises.Load(Path.Combine(AppContext.BaseDirectory, "prompts"));

    [Theory]
    [InlineData(0, true, Lane.Urgent)]
    [InlineData(5, false, Lane.Today)]
    [InlineData(14.9, false, Lane.Today)] // 23:54 in China
    [InlineData(15.1, false, Lane.Scheduled)] // 00:06 the next day there, the same day in UTC
    [InlineData(30, true, Lane.Urgent)]
    public void The_lane_follows_urgency_and_the_day_in_China(double hours, bool urgent, Lane lane) =>
        Assert.Equal(lane, PromiseRule.LaneOf(Now.AddHours(hours), urgent, Now));

    [Theory]
    [InlineData(Lane.Today, 5, 90)] // from acceptance
    [InlineData(Lane.Today, 2, 60)] // before the start
    [InlineData(Lane.Today, 1, 20)] // never less than what the desk needs
    [InlineData(Lane.Scheduled, 48, 720)]
    [InlineData(Lane.Scheduled, 13, 120)]
    [InlineData(Lane.Urgent, 1, 15)]
    public void The_promise_is_the_earlier_of_two_spans_but_never_impossible(Lane lane, int startsInHours, int minutes) =>
        Assert.Equal(Now.AddMinutes(minutes), PromiseRule.PromiseBy(Now.AddHours(startsInHours), Promises[lane], Now));
}
