using Dispatch.Orders;
using Testing;

namespace Dispatch.Tests.Offers;

/// <summary>What comes back over SMS: from strangers, twice, or not to be understood.</summary>
public sealed class ReplyStories : IAsyncLifetime
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
    public async Task What_is_not_understood_is_answered_clearly_and_the_offer_stays_open()
    {
        var order = await desk.AcceptAsync();

        await desk.BestVendor.GetsSms("打扫卫生").Replies("多少钱？");

        await desk.BestVendor.GetsSms("没看懂您的回复");
        Assert.Equal(OrderState.Offered, (await desk.FindAsync(order.Number)).State);
    }

    [Fact]
    public async Task A_machine_that_answers_our_answers_is_left_alone()
    {
        for (var i = 0; i < 10; i++)
        {
            await desk.BestVendor.Replies("您好，我正在开会，稍后联系您");
        }

        await desk.BestVendor.GetsSms("没看懂").GetsSms("没看懂").GetsSms("没看懂");
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        Assert.Equal(3, desk.BestVendor.Inbox.Count);
    }

    [Fact]
    public async Task A_machine_that_says_yes_to_everything_is_left_alone()
    {
        await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("好的");
        await desk.BestVendor.GetsSms("归您");

        for (var i = 0; i < 10; i++)
        {
            await desk.BestVendor.Replies("好的");
        }

        await desk.BestVendor.GetsSms("已是您的单").GetsSms("已是您的单").GetsSms("已是您的单");
        await desk.AcceptAsync(DeskUnderTest.Terms("r2", "E2"));
        await desk.BestVendor.GetsSms("接，不接回");
        Assert.Equal(3, desk.BestVendor.Inbox.Count(sms => sms.Text.Contains("已是您的单", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_number_that_nobody_knows_is_answered_once()
    {
        var stranger = desk.Carrier.Phone("13800000000");

        await stranger.Replies("你好");
        await stranger.Replies("接");

        Assert.Contains("请直接打12349", Assert.Single(stranger.Inbox).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_that_is_delivered_three_times_is_heard_once()
    {
        desk.Carrier.Deliveries = 3;
        var order = await desk.AcceptAsync();

        await desk.BestVendor.GetsSms("打扫卫生").Replies("不接");

        await desk.BestVendor.GetsSms("另派他人");
        await desk.NextVendor.GetsSms("打扫卫生");
        Assert.Equal(2, desk.BestVendor.Inbox.Count);
        Assert.Equal(2, (await desk.FindAsync(order.Number)).Offers.Count);
    }

    [Fact]
    public async Task A_vendor_who_says_yes_twice_is_told_that_it_is_theirs()
    {
        await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");
        await desk.BestVendor.GetsSms("归您");

        await desk.BestVendor.Replies("好");

        await desk.BestVendor.GetsSms("已是您的单");
    }

    [Fact]
    public async Task A_vendor_without_open_work_is_told_so()
    {
        await desk.BestVendor.Replies("接");

        await desk.BestVendor.GetsSms("没有待回复的单");
    }

    [Fact]
    public async Task A_vendor_who_wants_another_time_is_called_by_an_operator()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");
        await desk.BestVendor.GetsSms("归您");

        await desk.BestVendor.Replies("改时间");

        await desk.BestVendor.GetsSms("已转人工");
        await desk.Operator.GetsSms("师傅想改时间");
        Assert.Equal("V1", (await desk.FindAsync(order.Number)).VendorId);
    }

    [Fact]
    public async Task Of_two_vendors_who_say_yes_at_once_one_has_it()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生");
        desk.Time.Advance(TimeSpan.FromHours(1));
        await desk.NextVendor.GetsSms("打扫卫生");

        await Task.WhenAll(desk.BestVendor.Replies("接"), desk.NextVendor.Replies("接"));

        var winner = (await desk.UntilAsync(order.Number, each => each.State is OrderState.Taken)).VendorId == "V1" ? desk.BestVendor : desk.NextVendor;
        var loser = winner == desk.BestVendor ? desk.NextVendor : desk.BestVendor;
        await winner.GetsSms("归您");
        await loser.GetsSms("请不要上门");
        await desk.Elder.GetsSms("安排好了");
        Assert.DoesNotContain(loser.Inbox, sms => sms.Text.Contains("归您", StringComparison.Ordinal));
        Assert.Single(desk.Elder.Inbox);
    }
}
