using Dispatch.Offers;
using Dispatch.Orders;
using Testing;

namespace Dispatch.Tests.Offers;

/// <summary>How an order finds its vendor, as the phones of the town see it.</summary>
public sealed class OfferStories : IAsyncLifetime
{
    private RedisServer redis = null!;
    private DeskUnderTest desk = null!;

    public async ValueTask InitializeAsync()
    {
        redis = await RedisServer.StartAsync();
        desk = await DeskUnderTest.StartAsync(redis.Connection);
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        await redis.DisposeAsync();
    }

    [Fact]
    public async Task A_vendor_takes_the_order_and_the_elder_hears_of_it()
    {
        var order = await desk.AcceptAsync();

        await desk.BestVendor.GetsSms("打扫卫生，明天15:00-17:00，象山区，收80元").Replies("接");

        await desk.BestVendor.GetsSms($"王秀英，桂林市象山区安新南路16号3栋2单元501，明天15:00-17:00");
        await desk.Elder.GetsSms($"王奶奶，您要的打扫卫生安排好了：明天15:00-17:00，好帮手家政上门");
        var taken = await desk.UntilAsync(order.Number, each => each.State is OrderState.Taken);
        Assert.Equal("V1", taken.VendorId);
        Assert.Contains(order.DoorstepCode, desk.BestVendor.Inbox[^1].Text, StringComparison.Ordinal);
        Assert.Contains(order.DoorstepCode, desk.Elder.Inbox[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_offer_names_neither_the_elder_nor_the_address()
    {
        await desk.AcceptAsync();

        await desk.BestVendor.GetsSms("打扫卫生");

        var offer = Assert.Single(desk.BestVendor.Inbox).Text;
        Assert.DoesNotContain("王", offer, StringComparison.Ordinal);
        Assert.DoesNotContain("安新南路", offer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vendor_who_declines_is_thanked_and_the_next_one_is_asked()
    {
        await desk.AcceptAsync();

        await desk.BestVendor.GetsSms("接单回1").Replies("没空");

        await desk.BestVendor.GetsSms("另派他人");
        await desk.NextVendor.GetsSms("打扫卫生");
    }

    [Fact]
    public async Task A_vendor_who_stays_silent_loses_the_offer_and_is_told_so_when_late()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生");

        desk.Time.Advance(TimeSpan.FromHours(1));
        await desk.NextVendor.GetsSms("打扫卫生").Replies("1");
        await desk.UntilAsync(order.Number, each => each.State is OrderState.Taken);

        await desk.BestVendor.Replies("接");
        await desk.BestVendor.GetsSms("已由别人接走");
        Assert.Equal("V2", (await desk.FindAsync(order.Number)).VendorId);
    }

    [Fact]
    public async Task A_vendor_who_is_late_while_another_thinks_is_told_that_it_is_over()
    {
        await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生");
        desk.Time.Advance(TimeSpan.FromHours(1));
        await desk.NextVendor.GetsSms("打扫卫生");

        await desk.BestVendor.Replies("接");

        await desk.BestVendor.GetsSms("已过回复时间");
    }

    [Fact]
    public async Task A_vendor_with_a_landline_is_asked_and_told_by_phone()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("不接");
        await desk.NextVendor.GetsSms("打扫卫生").Replies("2");

        await desk.LandlineVendor.Rings("接单请按1").Presses('1');

        await desk.LandlineVendor.Rings("这一单归您");
        Assert.Equal("V3", (await desk.UntilAsync(order.Number, each => each.State is OrderState.Taken)).VendorId);
        Assert.Empty(desk.LandlineVendor.Inbox);
    }

    [Fact]
    public async Task An_elder_without_a_mobile_is_called()
    {
        await desk.AcceptAsync(DeskUnderTest.Terms(elder: "E2"));

        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");

        await desk.Carrier.Phone("07735550102").Rings("李大爷，您好，这里是12349。您要的打扫卫生安排好了。明天15点到17点");
    }

    [Fact]
    public async Task An_unanswered_offer_also_rings()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生");

        desk.Time.Advance(TimeSpan.FromMinutes(30));

        await desk.BestVendor.Rings("接单请按1").Presses('1');
        await desk.UntilAsync(order.Number, each => each.VendorId == "V1");
    }

    [Fact]
    public async Task A_call_that_is_still_ringing_ends_when_the_vendor_answers_by_sms()
    {
        await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生");
        desk.Time.Advance(TimeSpan.FromMinutes(30));
        var call = await desk.BestVendor.Rings("接单请按1");

        await desk.BestVendor.Replies("接");

        Assert.True(call.HungUp);
    }

    [Fact]
    public async Task When_nobody_takes_it_the_operators_are_told_and_so_is_the_elder()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("不接");
        await desk.NextVendor.GetsSms("打扫卫生").Replies("不接");
        await desk.LandlineVendor.Rings("接单请按1").Presses('2');

        await desk.Operator.GetsSms($"{order.Number}要人工处理（没有人接）：打扫卫生");
        await desk.Elder.GetsSms("还在找人");
        Assert.Equal("no-vendor", (await desk.UntilAsync(order.Number, each => each.State is OrderState.Escalated)).Escalation!.Reason);
    }

    [Fact]
    public async Task A_promise_at_risk_fetches_an_operator_while_the_offer_goes_on()
    {
        var order = await desk.AcceptAsync(DeskUnderTest.Terms(from: DeskUnderTest.Monday.AddMinutes(130)));
        Assert.Equal(Lane.Today, order.Lane);

        await desk.BestVendor.GetsSms("打扫卫生");
        desk.Time.Advance(TimeSpan.FromMinutes(15));
        await desk.NextVendor.GetsSms("打扫卫生");
        desk.Time.Advance(TimeSpan.FromMinutes(75));

        await desk.Operator.GetsSms("要人工处理");
    }

    [Fact]
    public async Task A_worker_who_does_not_come_is_looked_for_by_an_operator()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");
        await desk.UntilAsync(order.Number, each => each.State is OrderState.Taken);

        desk.Time.Advance(TimeSpan.FromHours(31));

        await desk.Operator.GetsSms("到时间还没到");
    }

    [Fact]
    public async Task Nobody_is_asked_at_night()
    {
        desk.Time.Advance(TimeSpan.FromHours(14));
        await desk.AcceptAsync(DeskUnderTest.Terms(from: DeskUnderTest.Monday.AddHours(50)));
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        Assert.Empty(desk.BestVendor.Inbox);

        desk.Time.Advance(TimeSpan.FromHours(8));

        await desk.BestVendor.GetsSms("打扫卫生");
    }

    [Fact]
    public async Task What_an_elder_wants_at_once_is_asked_for_also_at_night()
    {
        desk.Time.Advance(TimeSpan.FromHours(14));
        var now = desk.Time.GetUtcNow();

        await desk.AcceptAsync(DeskUnderTest.Terms(service: "locksmith", from: now.AddMinutes(5), urgent: true));

        await desk.Carrier.Phone("19900002004").GetsSms("开锁");
    }

    [Fact]
    public async Task The_work_is_followed_to_the_door_and_to_its_end()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");
        await desk.BestVendor.GetsSms("王秀英");
        desk.Time.Advance(TimeSpan.FromHours(30));

        await desk.BestVendor.Replies("到了");
        await desk.BestVendor.GetsSms("记下您已到");
        await desk.BestVendor.Replies("做完了");
        await desk.BestVendor.GetsSms("记下已完成");

        Assert.Equal(OrderState.Done, (await desk.FindAsync(order.Number)).State);
    }

    [Fact]
    public async Task A_returned_job_goes_to_another_and_never_back()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");
        await desk.BestVendor.GetsSms("王秀英");

        await desk.BestVendor.Replies("退单");
        await desk.BestVendor.GetsSms("已退单");
        await desk.NextVendor.GetsSms("打扫卫生").Replies("不接");
        await desk.LandlineVendor.Rings("接单请按1").Presses('2');

        await desk.UntilAsync(order.Number, each => each.State is OrderState.Escalated);
        Assert.Equal(1, desk.BestVendor.Inbox.Count(sms => sms.Text.Contains("接单回1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_vendor_with_two_open_offers_is_asked_which_one_is_meant()
    {
        var first = await desk.AcceptAsync(DeskUnderTest.Terms("r1"));
        await desk.BestVendor.GetsSms("打扫卫生");
        var second = await desk.AcceptAsync(DeskUnderTest.Terms("r2", elder: "E2", service: "laundry"));
        await desk.BestVendor.GetsSms($"接单回{second.Number[^2..]}接");

        await desk.BestVendor.Replies("接");
        await desk.BestVendor.GetsSms($"{first.Number[^2..]}=明天15:00-17:00打扫卫生");
        await desk.BestVendor.Replies($"{second.Number[^2..]}接");

        await desk.BestVendor.GetsSms($"{second.Number}归您：李大山");
        Assert.Equal(OrderState.Offered, (await desk.FindAsync(first.Number)).State);
    }

    [Fact]
    public async Task A_cancelled_order_calls_its_vendor_off()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");
        await desk.BestVendor.GetsSms("王秀英");

        await desk.Desk.DoAsync(order.Number, new OrderCommand.Cancel("elder", "asked"), TestContext.Current.CancellationToken);

        await desk.BestVendor.GetsSms($"{order.Number}已取消");
    }

    [Fact]
    public async Task A_changed_time_is_told_to_vendor_and_elder()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");
        await desk.BestVendor.GetsSms("王秀英");

        desk.Time.Advance(TimeSpan.FromMinutes(1));
        var from = DeskUnderTest.Monday.AddHours(50);
        await desk.Desk.ChangeAsync(order.Number, "elder", from, from.AddHours(2), keepVendor: true, TestContext.Current.CancellationToken);

        await desk.BestVendor.GetsSms("改为后天11:00-13:00");
        await desk.Elder.GetsSms("改到后天11:00-13:00");
    }

    [Fact]
    public async Task Who_was_to_come_is_told_that_the_elder_moved_it_and_is_asked_first_for_the_new_time()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("不接");
        await desk.NextVendor.GetsSms("打扫卫生").Replies("接");
        await desk.NextVendor.GetsSms("王秀英");

        desk.Time.Advance(TimeSpan.FromMinutes(1));
        var from = DeskUnderTest.Monday.AddHours(50);
        await desk.Desk.ChangeAsync(order.Number, "elder", from, from.AddHours(2), keepVendor: false, TestContext.Current.CancellationToken);

        await desk.NextVendor.GetsSms("原定时间不用去了");
        await desk.NextVendor.GetsSms("后天11:00-13:00").Replies("接");
        await desk.NextVendor.GetsSms("归您");
        await desk.Elder.GetsSms("后天11:00-13:00");
        Assert.Equal([OfferEnding.Declined, OfferEnding.Moved, OfferEnding.Taken], (await desk.FindAsync(order.Number)).Offers.Select(offer => offer.Ending!.Value));
    }

    [Fact]
    public async Task A_vendor_whom_elders_were_not_content_with_is_asked_later()
    {
        foreach (var request in new[] { "r1", "r2" })
        {
            var visit = await desk.AcceptAsync(DeskUnderTest.Terms(request, "E2"));
            await desk.BestVendor.GetsSms("打扫卫生").Replies("接");
            await desk.BestVendor.GetsSms("归您");
            await desk.Desk.DoAsync(visit.Number, new OrderCommand.Finish("vendor:V1", "V1"), TestContext.Current.CancellationToken);
            await desk.Desk.DoAsync(visit.Number, new OrderCommand.Judge("elder", new Review(1)), TestContext.Current.CancellationToken);
            await desk.UntilAsync(visit.Number, each => each.State is OrderState.Closed);
        }

        var third = await desk.AcceptAsync(DeskUnderTest.Terms("r3"));

        await desk.NextVendor.GetsSms("打扫卫生");
        var ranked = await desk.Get<VendorRanking>().OfAsync(third, TestContext.Current.CancellationToken);
        var (worse, better) = (ranked.Single(each => each.Vendor.Id == "V1"), ranked.Single(each => each.Vendor.Id == "V2"));
        Assert.Equal((2, 0), (worse.RatedVisits, better.RatedVisits));
        Assert.True(worse.Stars < better.Stars && worse.Vendor.Rating > better.Vendor.Rating);
    }

    [Fact]
    public async Task A_late_answer_with_the_code_of_an_order_that_was_cancelled_is_told_so()
    {
        await desk.AcceptAsync(DeskUnderTest.Terms("r1"));
        await desk.BestVendor.GetsSms("接单回1");
        var second = await desk.AcceptAsync(DeskUnderTest.Terms("r2", "E2"));
        await desk.BestVendor.GetsSms("接，不接回");
        var code = (await desk.UntilAsync(second.Number, each => each.OpenOffer is not null)).OpenOffer!.ReplyCode;
        await desk.Desk.DoAsync(second.Number, new OrderCommand.Cancel("elder", "asked"), TestContext.Current.CancellationToken);

        await desk.BestVendor.Replies($"{code}接");

        await desk.BestVendor.GetsSms("已经结束或取消");
    }
}
