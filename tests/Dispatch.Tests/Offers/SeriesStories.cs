using Dispatch.Offers;
using Dispatch.Orders;
using Testing;

namespace Dispatch.Tests.Offers;

/// <summary>每周二打扫, 每天送饭: what was promised once is kept again and again.</summary>
public sealed class SeriesStories : IAsyncLifetime
{
    /// <summary>Seldom, for days go by in a moment here; the stories ask for a pass themselves.</summary>
    private static readonly (string, string)[] Settings = [("Dispatch:ReconcileEvery", "00:10:00")];

    /// <summary>Tuesday, 9:00 in Guilin.</summary>
    private static readonly DateTimeOffset Tuesday = DeskUnderTest.Monday.AddDays(1);

    private static readonly OrderTerms Weekly = DeskUnderTest.Terms(from: Tuesday) with { Recurrence = "FREQ=WEEKLY;BYDAY=TU" };
    private static readonly OrderTerms Daily = DeskUnderTest.Terms(from: DeskUnderTest.Monday.AddHours(3)) with { Recurrence = "FREQ=DAILY" };

    private RedisServer redis = null!;
    private DeskUnderTest desk = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        redis = await RedisServer.StartAsync();
        desk = await DeskUnderTest.StartAsync(redis.Connection, settings: Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        await redis.DisposeAsync();
    }

    [Fact]
    public async Task The_second_visit_is_ordered_once_when_the_first_has_begun_and_is_offered_like_any_other()
    {
        var first = await desk.AcceptAsync(Weekly);
        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");
        await desk.Elder.GetsSms("安排好了");
        await using var other = await DeskUnderTest.StartAsync(redis.Connection, desk.Folder, desk.Time, desk.Carrier, Settings);

        desk.Time.Advance(TimeSpan.FromHours(24));
        await Task.WhenAll(new[] { desk, other, desk, other }.Select(each => each.Get<SeriesKeeper>().KeepAsync("guilin", Cancellation)));

        var second = Assert.Single(await VisitsAsync(), visit => visit.Number != first.Number);
        Assert.Equal(Tuesday.AddDays(7), second.Terms.From);
        var offer = (await desk.UntilAsync(second.Number, each => each.State is OrderState.Offered)).OpenOffer!;
        await desk.BestVendor.GetsSms($"接单回{offer.ReplyCode}接").Replies($"{offer.ReplyCode}接");
        await desk.Elder.GetsSms("安排好了");
        Assert.Equal("V1", (await desk.FindAsync(second.Number)).VendorId);
        Assert.Equal(2, (await VisitsAsync()).Count);
    }

    [Fact]
    public async Task After_a_week_in_which_nobody_ran_only_visits_to_come_are_made()
    {
        var first = await desk.AcceptAsync(Daily);
        await desk.HaltWorkersAsync();
        var before = (await VisitsAsync()).Select(visit => visit.Number).ToHashSet();
        desk.Time.Advance(TimeSpan.FromDays(7));
        await using var later = await DeskUnderTest.StartAsync(redis.Connection, desk.Folder, desk.Time, desk.Carrier, Settings);

        await UntilAsync(visits => visits.Count == before.Count + 2);

        Assert.Contains(first.Number, before);
        var made = (await VisitsAsync()).Where(visit => !before.Contains(visit.Number)).Select(visit => visit.Terms.From).Order();
        Assert.Equal([Daily.From.AddDays(7), Daily.From.AddDays(8)], made);
    }

    [Fact]
    public async Task Cancelling_one_visit_skips_that_one_only()
    {
        await desk.AcceptAsync(Daily);
        await UntilAsync(visits => visits.Count == 2);
        var tomorrow = (await VisitsAsync()).MaxBy(visit => visit.Terms.From)!;

        await desk.Desk.DoAsync(tomorrow.Number, new OrderCommand.Cancel("elder", "asked"), Cancellation);
        desk.Time.Advance(TimeSpan.FromHours(24));
        await UntilAsync(visits => visits.Count == 3);

        Assert.Equal(OrderState.Cancelled, (await desk.FindAsync(tomorrow.Number)).State);
        Assert.Equal(3, (await VisitsAsync()).Select(visit => visit.Terms.From).Distinct().Count());
    }

    [Fact]
    public async Task Ending_the_series_cancels_what_is_to_come_and_makes_no_more()
    {
        var first = await desk.AcceptAsync(Daily);
        await UntilAsync(visits => visits.Count == 2);

        Assert.IsType<OrderOutcome.Happened>(await desk.Desk.EndSeriesAsync(first.Number, "operator:O1", Cancellation));
        Assert.IsType<OrderOutcome.Already>(await desk.Desk.EndSeriesAsync(first.Number, "operator:O1", Cancellation));
        await UntilAsync(visits => visits.All(visit => visit.State is OrderState.Cancelled));
        desk.Time.Advance(TimeSpan.FromDays(3));
        await desk.Get<SeriesKeeper>().KeepAsync("guilin", Cancellation);

        Assert.Equal(2, (await VisitsAsync()).Count);
    }

    [Fact]
    public async Task An_order_by_itself_belongs_to_no_series_that_could_be_ended()
    {
        var order = await desk.AcceptAsync();

        var outcome = await desk.Desk.EndSeriesAsync(order.Number, "operator:O1", Cancellation);

        Assert.Equal("not-recurring", Assert.IsType<OrderOutcome.Refused>(outcome).Reason);
    }

    [Fact]
    public async Task A_wish_that_comes_again_does_so_though_its_first_visit_was_ordered_by_itself_before()
    {
        await desk.AcceptAsync(DeskUnderTest.Terms("r0", from: Tuesday));

        Assert.IsType<PlaceOutcome.Merged>(await desk.Desk.AcceptAsync(Weekly, "elder", Cancellation));
        Assert.IsType<PlaceOutcome.Merged>(await desk.Desk.AcceptAsync(Weekly, "elder", Cancellation));
        desk.Time.Advance(TimeSpan.FromHours(24));

        await UntilAsync(visits => visits.Count == 2);
    }

    [Fact]
    public async Task The_same_recurring_wish_said_again_is_one_series()
    {
        await desk.AcceptAsync(Weekly);
        Assert.IsType<PlaceOutcome.Merged>(await desk.Desk.AcceptAsync(Weekly with { RequestId = "r2" }, "elder", Cancellation));
        var series = await desk.Get<SeriesBook>().ListAsync("guilin", Cancellation);

        Assert.Equal(["r1"], series.Select(each => each.Id));
    }

    [Fact]
    public async Task A_visit_that_was_moved_to_the_next_ones_hour_swallows_it_not()
    {
        var first = await desk.AcceptAsync(Weekly);
        await desk.Desk.ChangeAsync(first.Number, "elder", Tuesday.AddDays(7), Tuesday.AddDays(7).AddHours(2), keepVendor: false, Cancellation);

        desk.Time.Advance(TimeSpan.FromHours(25));

        await UntilAsync(visits => visits.Count == 2);
    }

    [Fact]
    public async Task A_visit_that_the_voucher_does_not_pay_any_more_is_asked_about_and_not_ordered_silently()
    {
        await desk.AcceptAsync(Daily with { Payer = Payer.Voucher, PriceFen = 15_000 });

        await UntilAsync(visits => visits.Count == 2);

        await desk.Operator.GetsSms("服务券不够付");
        await desk.Elder.GetsSms("不够付这次了");
        Assert.Equal(OrderState.Escalated, (await VisitsAsync()).MaxBy(visit => visit.Terms.From)!.State);
    }

    [Theory]
    [InlineData("FREQ=YEARLY")]
    [InlineData("FREQ=DAILY;UNTIL=20271231")]
    public async Task A_rule_that_the_desk_cannot_follow_is_refused_rather_than_dropped(string rule)
    {
        var outcome = await desk.Desk.AcceptAsync(Weekly with { Recurrence = rule }, "elder", Cancellation);

        Assert.Equal("recurrence-unknown", Assert.IsType<PlaceOutcome.Refused>(outcome).Reason);
        Assert.Contains("recurrence-unknown", desk.Get<RefusalTexts>().Reasons);
        Assert.Empty(await VisitsAsync());
    }

    private async Task UntilAsync(Predicate<IReadOnlyList<Order>> there)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            if (there(await VisitsAsync()))
            {
                return;
            }

            await desk.Get<SeriesKeeper>().KeepAsync("guilin", Cancellation);
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, Cancellation);
        }

        Assert.Fail($"It stays at {string.Join(", ", (await VisitsAsync()).Select(visit => $"{visit.Terms.From:u} {visit.State}"))}");
    }

    private Task<IReadOnlyList<Order>> VisitsAsync() => desk.Book.OrdersOfElderAsync("E1", 100, Cancellation);
}
