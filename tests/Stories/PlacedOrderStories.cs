using static Stories.TownspeopleOfGuilin;

namespace Stories;

public sealed class PlacedOrderStories
{
    [Fact]
    public Task An_elder_who_calls_again_hears_who_comes_and_can_cancel_it() => Town.TellAsync(async town =>
    {
        await town.OrdersCleaningAsync(GrandmaWang);
        var offer = await town.Inboxes.SomebodyGetsAsync("接单回1");
        await town.Inboxes.WritesAsync(offer.Phone, "接");
        await town.Inboxes.GetsAsync(offer.Phone, "归您");
        await town.Inboxes.GetsAsync(GrandmaWangMobile, "安排好了");

        await using var phone = await town.CallFromAsync(GrandmaWang);
        await phone.HearsAsync("您好");
        await phone.SaysAsync("打扫卫生的师傅什么时候来");
        await phone.HearsAsync("明天下午三点的打扫卫生", "会来", "上门核验码", "还有别的事吗");
        await phone.SaysAsync("我要取消订的单子");
        await phone.HearsAsync("您要取消明天下午三点的打扫卫生，对不对");
        await phone.SaysAsync("对");
        await phone.HearsAsync("取消了");
        await phone.SaysAsync("没有了");
        await phone.HearsGoodbyeAsync("再见");

        await town.Inboxes.GetsAsync(offer.Phone, "已取消", "不用去了");
    });

    [Fact]
    public Task An_elder_moves_the_visit_to_another_day_and_whoever_was_to_come_hears_of_it() => Town.TellAsync(async town =>
    {
        await town.OrdersCleaningAsync(GrandmaWang);
        var offer = await town.Inboxes.SomebodyGetsAsync("接单回1");
        await town.Inboxes.WritesAsync(offer.Phone, "接");
        await town.Inboxes.GetsAsync(offer.Phone, "归您");
        await town.Inboxes.GetsAsync(GrandmaWangMobile, "安排好了");

        await using var phone = await town.CallFromAsync(GrandmaWang);
        await phone.HearsAsync("您好");
        await phone.SaysAsync("把明天的打扫改到后天下午四点");
        await phone.HearsAsync("明天下午三点的打扫卫生，改到后天下午四点", "对不对");
        await phone.SaysAsync("对");
        await phone.HearsAsync("改好了", "定下来谁上门");
        await phone.SaysAsync("没有了");
        await phone.HearsGoodbyeAsync("再见");

        await town.Inboxes.GetsAsync(offer.Phone, "原定时间不用去了");
        await town.Inboxes.GetsAsync(offer.Phone, "后天16:00", "接单回1");
        await town.Inboxes.WritesAsync(offer.Phone, "接");
        await town.Inboxes.GetsAsync(offer.Phone, "归您", "后天16:00");
        await town.Inboxes.GetsAsync(GrandmaWangMobile, "安排好了", "后天16:00");
    });
}
