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
