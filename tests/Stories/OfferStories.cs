using static Stories.TownspeopleOfGuilin;

namespace Stories;

public sealed class OfferStories
{
    [Fact]
    public Task A_vendor_who_declines_is_thanked_and_the_next_one_is_asked() => Town.TellAsync(async town =>
    {
        await town.OrdersCleaningAsync(GrandmaWang);
        var first = await town.Inboxes.SomebodyGetsAsync("接单回1");
        await town.Inboxes.WritesAsync(first.Phone, "没空");
        await town.Inboxes.GetsAsync(first.Phone, "知道了");
        var second = await town.Inboxes.SomebodyGetsAsync("接单回1");
        Assert.NotEqual(first.Phone, second.Phone);
    });

    [Fact]
    public Task A_vendor_who_stays_silent_loses_the_offer_and_is_told_so_when_answering_late() => Town.TellAsync(async town =>
    {
        await town.OrdersCleaningAsync(GrandmaWang);
        var first = await town.Inboxes.SomebodyGetsAsync("接单回1");
        await town.PassAsync(TimeSpan.FromMinutes(61));
        var second = await town.Inboxes.SomebodyGetsAsync("接单回1");
        Assert.NotEqual(first.Phone, second.Phone);

        await town.Inboxes.WritesAsync(second.Phone, "接");
        await town.Inboxes.GetsAsync(second.Phone, "归您");
        await town.Inboxes.GetsAsync(GrandmaWangMobile, "安排好了");
        await town.Inboxes.WritesAsync(first.Phone, "接");
        await town.Inboxes.GetsAsync(first.Phone, "请不要上门");
    });

    [Fact]
    public Task An_offer_that_is_not_answered_by_message_can_be_taken_by_phone_with_a_key() => Town.TellAsync(async town =>
    {
        await town.OrdersCleaningAsync(GrandmaWang);
        var offer = await town.Inboxes.SomebodyGetsAsync("接单回1");
        await town.PassAsync(TimeSpan.FromMinutes(30.2));
        await using var vendor = await town.AnswerAsync(offer.Phone);
        await vendor.HearsAsync("打扫卫生", "接单请按");
        await vendor.PressesAsync('1');
        await vendor.HearsGoodbyeAsync();
        await town.Inboxes.GetsAsync(offer.Phone, "归您");
        await town.Inboxes.GetsAsync(GrandmaWangMobile, "安排好了");
    });

    [Fact]
    public Task An_elder_who_wants_the_same_worker_again_is_first_offered_to_that_vendor() => Town.TellAsync(async town =>
    {
        await town.OrdersCleaningAsync(GrandmaWang);
        var first = await town.Inboxes.SomebodyGetsAsync("接单回1");
        await town.Inboxes.WritesAsync(first.Phone, "没空");
        await town.Inboxes.GetsAsync(first.Phone, "知道了");
        var liked = await town.Inboxes.SomebodyGetsAsync("接单回1");
        await town.Inboxes.WritesAsync(liked.Phone, "接");
        await town.Inboxes.GetsAsync(liked.Phone, "归您");
        await town.Inboxes.GetsAsync(GrandmaWangMobile, "安排好了");
        await town.Inboxes.WritesAsync(liked.Phone, "完成");
        await town.Inboxes.GetsAsync(liked.Phone, "辛苦了");

        await using var phone = await town.CallFromAsync(GrandmaWang);
        await phone.HearsAsync("您好");
        await phone.SaysAsync("后天上午九点打扫卫生，还要上次那个阿姨");
        await phone.HearsAsync("我记上了", "对不对");
        await phone.SaysAsync("对");
        await phone.HearsAsync("订好了");
        await phone.SaysAsync("没有了");
        await phone.HearsGoodbyeAsync("再见");

        await town.Inboxes.GetsAsync(liked.Phone, "后天09:00", "接单回1");
    });

    [Fact]
    public Task A_reply_that_the_carrier_delivers_twice_is_heard_once() => Town.TellAsync(async town =>
    {
        await town.OrdersCleaningAsync(GrandmaWang);
        var offer = await town.Inboxes.SomebodyGetsAsync("接单回1");
        await town.Inboxes.WritesAsync(offer.Phone, "接", id: "same");
        await town.Inboxes.GetsAsync(offer.Phone, "归您");
        await town.Inboxes.WritesAsync(offer.Phone, "接", id: "same");
        await town.Inboxes.GetsAsync(GrandmaWangMobile, "安排好了");
    });

    [Fact]
    public Task A_reply_that_nobody_can_read_gets_a_clear_answer_and_changes_nothing() => Town.TellAsync(async town =>
    {
        await town.OrdersCleaningAsync(GrandmaWang);
        var offer = await town.Inboxes.SomebodyGetsAsync("接单回1");
        await town.Inboxes.WritesAsync(offer.Phone, "几多钱嘛");
        await town.Inboxes.GetsAsync(offer.Phone, "没看懂");
        await town.Inboxes.WritesAsync(offer.Phone, "接");
        await town.Inboxes.GetsAsync(offer.Phone, "归您");
        await town.Inboxes.GetsAsync(GrandmaWangMobile, "安排好了");
    });
}
