using Dispatch.Orders;
using Dispatch.Tests.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace Dispatch.Tests.Orders;

public sealed class VisitSeriesTests
{
    private const int Runs = 300;

    private static readonly TimeSpan Ahead = TimeSpan.FromHours(48);

    /// <summary>Hours between one pass and the next; none is longer than the time ahead, so that no visit is missed.</summary>
    private static readonly Arbitrary<(string Rule, int[] Pauses)> AnyPasses = Gen.Zip(
        Gen.Elements("FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;BYMONTHDAY=31"),
        Gen.Choose(0, 47).ArrayOf(40)).ToArbitrary();

    [Fact]
    public void A_visit_follows_at_the_same_hour_in_China_and_takes_as_long()
    {
        // 0:30 on Wednesday in Guilin is still Tuesday in UTC.
        var from = new DateTimeOffset(2026, 11, 24, 16, 30, 0, TimeSpan.Zero);
        var series = Series("FREQ=WEEKLY;BYDAY=WE,SU", from);

        var next = series.After(series.First)!;

        Assert.Equal(from.AddDays(4), next.From);
        Assert.Equal(from.AddDays(4).AddHours(2), next.Until);
        Assert.Equal("r1@20261129", next.RequestId);
        Assert.Equal("r1", next.Series);
        Assert.Equal("r1@20261202", series.After(next)!.RequestId);
    }

    [Fact]
    public void Only_the_next_visit_is_due_where_it_lies_far_ahead()
    {
        var series = Series("FREQ=MONTHLY;BYMONTHDAY=31", Samples.Now.AddDays(8));

        Assert.Equal(["r1"], Ids(series, Samples.Now));
        Assert.Equal(["r1@20261231"], Ids(series, Samples.Now.AddDays(9)));
    }

    [Fact]
    public void Every_visit_within_the_next_two_days_is_due_and_none_that_is_past()
    {
        var series = Series("FREQ=DAILY", Samples.Now.AddHours(3));

        Assert.Equal(["r1", "r1@20261124"], Ids(series, Samples.Now));
        Assert.Equal(["r1@20261204", "r1@20261205"], Ids(series, Samples.Now.AddDays(10).AddHours(3)));
    }

    [Fact]
    public void Nothing_is_due_of_a_series_that_was_ended() =>
        Assert.Empty((Series("FREQ=DAILY", Samples.Now.AddHours(3)) with { IsEnded = true }).VisitsDue(Samples.Now, Ahead));

    [Fact]
    public void However_often_and_whenever_it_is_asked_every_day_of_the_rule_gets_one_visit() =>
        Prop.ForAll(AnyPasses, passes =>
        {
            var series = Series(passes.Rule, Samples.Now.AddHours(5));
            var made = new List<OrderTerms>();
            var now = Samples.Now;
            foreach (var pause in passes.Pauses.Prepend(0))
            {
                now = now.AddHours(pause);
                made.AddRange(series.VisitsDue(now, Ahead).Where(visit => made.All(each => each.RequestId != visit.RequestId)));
            }

            var byRule = new List<DateTimeOffset>();
            for (var visit = series.First; visit.From <= made[^1].From; visit = series.After(visit)!)
            {
                byRule.Add(visit.From);
            }

            Assert.Equal(byRule, made.Select(visit => visit.From));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));

    private static IEnumerable<string> Ids(VisitSeries series, DateTimeOffset now) => series.VisitsDue(now, Ahead).Select(visit => visit.RequestId);

    private static VisitSeries Series(string rule, DateTimeOffset from) =>
        new(Samples.Terms("r1") with { Recurrence = rule, From = from, Until = from.AddHours(2) }, IsEnded: false);
}
