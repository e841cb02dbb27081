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
        await phone.HangsUpAsync();
        var offer = await town.Inboxes.SomebodyGetsAsync("打扫卫生", "明天", "接单回1");
        await town.Inboxes.WritesAsync(offer.Phone, "接");
        await town.Inboxes.GetsAsync(offer.Phone, "归您");
        await town.Inboxes.GetsAsync(GrandmaWangMobile, "安排好了");
        await town.PassAsync(TimeSpan.FromHours(24.1));

        var second = await town.Inboxes.SomebodyGetsAsync("打扫卫生", "接单回1");
        await town.Inboxes.WritesAsync(second.Phone, "接");
        await town.Inboxes.GetsAsync(second.Phone, "归您");
        await town.Inboxes.GetsAsync(GrandmaWangMobile, "安排好了");
        var first = (await town.Inside<OrderBook>().FindAsync(phone.Order!, TestContext.Current.CancellationToken))!;
        var visits = await town.Inside<OrderBook>().OrdersOfElderAsync(first.Terms.ElderId!, 10, TestContext.Current.CancellationToken);
        Assert.Equal([first.Terms.From, first.Terms.From.AddDays(7)], visits.Select(visit => visit.Terms.From).Order());
    });
}
