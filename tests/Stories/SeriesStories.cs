using Dispatch.Orders;
using static Stories.TownspeopleOfGuilin;

namespace Stories;

public sealed class SeriesStories
{
    [Fact]
    public Task Cleaning_on_every_Tuesday_is_ordered_again_for_the_week_after() => Town.TellAsync(async town =>
    {
        await using var phone = await town.CallFromAsync(GrandmaWang);
        await phone.HearsAsync("您好");
        await phone.SaysAsync("每周二上午九点打扫");
        await phone.HearsAsync("每个星期二上午九点", "对不对");
        await phone.SaysAsync("对");
        await phone.HearsAsync("订好了");
        await phone.SaysAsync("没有了");
        await phone.HearsGoodbyeAsync("再见");
        await phone.DisposeAsync();
        var offer = await town.Inboxes.SomebodyGetsAsync("打扫卫生", "明天", "接单回1");
        await town.Inboxes.WritesAsync(offer.Phone, "接");
        await town.Inboxes.GetsAsync(offer.Phone, "归您");
        await town.Inboxes.GetsAsync(GrandmaWangMobile, "安排好了");
        await town.PassAsync(TimeSpan.FromHours(24.1));

        var again = await town.Inboxes.SomebodyGetsAsync("打扫卫生", "接单回");
        var visits = await VisitsAsync(town, phone.Order!);
        Assert.Equal([visits[1].Terms.From.AddDays(7), visits[1].Terms.From], visits.Select(visit => visit.Terms.From));
        await town.Inboxes.WritesAsync(again.Phone, $"{visits[0].OpenOffer!.ReplyCode}接");
        await town.Inboxes.GetsAsync(again.Phone, "归您", $"核验码{visits[0].DoorstepCode}");
        await town.Inboxes.GetsAsync(GrandmaWangMobile, "安排好了", $"核验码{visits[0].DoorstepCode}");
    });

    [Fact]
    public Task An_elder_gives_the_cleaning_of_every_Tuesday_up_and_nobody_comes_any_more() => Town.TellAsync(async town =>
    {
        await using var phone = await town.CallFromAsync(GrandmaWang);
        await phone.HearsAsync("您好");
        await phone.SaysAsync("每周二上午九点打扫");
        await phone.HearsAsync("每个星期二上午九点", "对不对");
        await phone.SaysAsync("对");
        await phone.HearsAsync("订好了");
        await phone.SaysAsync("没有了");
        await phone.HearsGoodbyeAsync("再见");
        var offer = await town.Inboxes.SomebodyGetsAsync("打扫卫生", "明天", "接单回1");
        await town.Inboxes.WritesAsync(offer.Phone, "接");
        await town.Inboxes.GetsAsync(offer.Phone, "归您");
        await town.Inboxes.GetsAsync(GrandmaWangMobile, "安排好了");

        await using var again = await town.CallFromAsync(GrandmaWang);
        await again.HearsAsync("您好");
        await again.SaysAsync("以后每周二的打扫不要了");
        await again.HearsAsync("以后每个星期二的打扫卫生", "对不对");
        await again.SaysAsync("对");
        await again.HearsAsync("以后都不来了");
        await again.SaysAsync("没有了");
        await again.HearsGoodbyeAsync("再见");

        await town.Inboxes.GetsAsync(offer.Phone, "已取消", "不用去了");
        Assert.All(await VisitsAsync(town, phone.Order!), visit => Assert.Equal(OrderState.Cancelled, visit.State));
    });

    /// <summary>The newest first.</summary>
    private static async Task<IReadOnlyList<Order>> VisitsAsync(Town town, string number)
    {
        var book = town.Inside<OrderBook>();
        var first = await book.FindAsync(number, TestContext.Current.CancellationToken);
        return await book.OrdersOfElderAsync(first!.Terms.ElderId!, 10, TestContext.Current.CancellationToken);
    }
}
