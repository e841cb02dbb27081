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
    public async Task An_elder_who_pays_at_the_door_is_asked_what_was_taken_and_the_answer_is_on_the_record()
    {
        var order = await DoneAsync();

        desk.Time.Advance(TimeSpan.FromMinutes(31));
        var call = await desk.Carrier.Phone(ElderLandline).Rings("回访");
        Assert.Equal("123", call.Call.Then?.After);
        Assert.Contains("说好的价钱是80元", call.Call.Then!.Text, StringComparison.Ordinal);
        await call.PressesAsync('1', '1');

        var closed = await desk.UntilAsync(order.Number, each => each.State is OrderState.Closed);
        Assert.Equal(new Review(5, PaidFen: 8000), closed.Review);
    }

    [Fact]
    public async Task An_elder_from_whom_too_much_was_taken_gets_a_person()
    {
        var order = await DoneAsync();

        desk.Time.Advance(TimeSpan.FromMinutes(31));
        await (await desk.Carrier.Phone(ElderLandline).Rings("回访")).PressesAsync('2', '2');

        await desk.Operator.GetsSms("要人工处理（老人说多收了钱）");
        var judged = await desk.FindAsync(order.Number);
        Assert.Equal((OrderState.Reviewed, "overcharged", new Review(3)), (judged.State, judged.Escalation?.Reason, judged.Review));
    }

    [Fact]
    public async Task Nobody_is_asked_what_was_taken_where_nothing_is_to_be_paid_at_the_door()
    {
        await DoneAsync(priceFen: 0);

        desk.Time.Advance(TimeSpan.FromMinutes(31));

        Assert.Null((await desk.Carrier.Phone(ElderLandline).Rings("回访")).Call.Then);
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

    private async Task<Order> DoneAsync(long priceFen = 8000)
    {
        var order = await desk.AcceptAsync(DeskUnderTest.Terms(from: DeskUnderTest.Monday.AddHours(3)) with { PriceFen = priceFen });
        await desk.BestVendor.GetsSms("接单回1").Replies("接");
        await desk.BestVendor.GetsSms("归您").Replies("到了");
        await desk.BestVendor.GetsSms("记下您已到").Replies("完成");
        return await desk.UntilAsync(order.Number, each => each.State is OrderState.Done);
    }
}
