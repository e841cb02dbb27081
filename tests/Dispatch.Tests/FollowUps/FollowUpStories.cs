using Dispatch.Orders;
using Testing;

namespace Dispatch.Tests.FollowUps;

/// <summary>After the visit: the elder's phone rings, and a key says how it was.</summary>
public sealed class FollowUpStories : IAsyncLifetime
{
    private const string ElderLandline = "07735550101";

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
    public async Task An_elder_who_is_content_presses_1_and_the_order_is_closed()
    {
        var order = await DoneAsync();

        desk.Time.Advance(TimeSpan.FromMinutes(31));
        await (await desk.Carrier.Phone(ElderLandline).Rings("回访。今天的打扫卫生")).PressesAsync('1');

        var closed = await desk.UntilAsync(order.Number, each => each.State is OrderState.Closed);
        Assert.Equal(new Review(5), closed.Review);
    }

    [Fact]
    public async Task An_elder_who_is_not_content_gets_a_person()
    {
        var order = await DoneAsync();

        desk.Time.Advance(TimeSpan.FromMinutes(31));
        await (await desk.Carrier.Phone(ElderLandline).Rings("回访")).PressesAsync('3');

        await desk.Operator.GetsSms("要人工处理（投诉）");
        var judged = await desk.FindAsync(order.Number);
        Assert.Equal((OrderState.Reviewed, 1), (judged.State, judged.Review?.Rating));
    }

    [Fact]
    public async Task A_job_that_was_reported_done_although_nobody_came_is_seen_to()
    {
        var order = await DoneAsync();

        desk.Time.Advance(TimeSpan.FromMinutes(31));
        await (await desk.Carrier.Phone(ElderLandline).Rings("回访")).PressesAsync('4');

        await desk.Operator.GetsSms("要人工处理（老人说没人来过）");
        Assert.Equal(OrderState.Done, (await desk.FindAsync(order.Number)).State);
    }

    [Fact]
    public async Task An_elder_who_does_not_answer_is_called_again_later_and_then_left_in_peace()
    {
        var order = await DoneAsync();
        var phone = desk.Carrier.Phone(ElderLandline);

        desk.Time.Advance(TimeSpan.FromMinutes(31));
        await phone.Rings("回访");
        desk.Time.Advance(TimeSpan.FromHours(4));
        await phone.Rings("回访");
        desk.Time.Advance(TimeSpan.FromDays(1));
        await phone.Rings("回访");
        desk.Time.Advance(TimeSpan.FromDays(1));

        await desk.UntilAsync(order.Number, each => each.State is OrderState.Closed);
        Assert.Equal(3, desk.Carrier.Calls.Count(call => call.Text.Contains("回访", StringComparison.Ordinal)));
    }

    private async Task<Order> DoneAsync()
    {
        var order = await desk.AcceptAsync(DeskUnderTest.Terms(from: DeskUnderTest.Monday.AddHours(3)));
        await desk.BestVendor.GetsSms("接单回1").Replies("接");
        await desk.BestVendor.GetsSms("归您").Replies("到了");
        await desk.BestVendor.GetsSms("记下您已到").Replies("完成");
        return await desk.UntilAsync(order.Number, each => each.State is OrderState.Done);
    }
}
