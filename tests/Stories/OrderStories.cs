using static Stories.TownspeopleOfGuilin;

namespace Stories;

public sealed class OrderStories
{
    [Fact]
    public Task A_wish_said_on_the_phone_becomes_an_order_that_a_vendor_takes_and_the_elder_hears_of_it() => Town.TellAsync(async town =>
    {
        await using var phone = await town.CallFromAsync(GrandmaWang);
        await phone.HearsAsync("王奶奶，您好");
        await phone.SaysAsync("我家里想请人打扫一下");
        await phone.HearsAsync("打扫卫生", "哪天");
        await phone.SaysAsync("明天下午三点");
        await phone.HearsAsync("打扫卫生", "明天", "十一月二十四号", "下午三点", "八十块", "服务券", "对不对");
        await phone.SaysAsync("对");
        await phone.HearsAsync("订好了", "上门核验码", "还有别的事吗");
        await phone.SaysAsync("没有了");
        await phone.HearsGoodbyeAsync("再见");
        Assert.True(phone.EndedNormally);
        Assert.NotNull(phone.Order);

        var offer = await town.Inboxes.SomebodyGetsAsync("打扫卫生", "明天", "象山区", "接单回1");
        await town.Inboxes.WritesAsync(offer.Phone, "接");
        await town.Inboxes.GetsAsync(offer.Phone, phone.Order, "王秀英", "安新南路16号", "核验码");
        await town.Inboxes.GetsAsync(GrandmaWangMobile, "打扫卫生安排好了", "核验码");
    });

    [Fact]
    public Task The_code_that_the_elder_hears_is_the_code_that_the_worker_gets() => Town.TellAsync(async town =>
    {
        var code = await town.OrdersCleaningAsync(GrandmaWang);
        var offer = await town.Inboxes.SomebodyGetsAsync("接单回1");
        await town.Inboxes.WritesAsync(offer.Phone, "１");
        await town.Inboxes.GetsAsync(offer.Phone, $"核验码{code}");
        await town.Inboxes.GetsAsync(GrandmaWangMobile, $"核验码{code}");
    });

    [Fact]
    public Task A_wish_that_is_set_right_is_read_back_again_before_it_is_placed() => Town.TellAsync(async town =>
    {
        await using var phone = await town.CallFromAsync(GrandmaWang);
        await phone.HearsAsync("您好");
        await phone.SaysAsync("明天上午九点请人来打扫卫生");
        await phone.HearsAsync("明天", "上午九点", "对不对");
        await phone.SaysAsync("不是明天，是后天");
        await phone.HearsAsync("后天", "十一月二十五号", "上午九点", "对不对");
        await phone.SaysAsync("对头");
        await phone.HearsAsync("订好了", "后天");
        await phone.SaysAsync("没得事了，再见");
        await phone.HearsGoodbyeAsync("再见");
        await town.Inboxes.SomebodyGetsAsync("打扫卫生", "后天");
    });

    [Fact]
    public Task An_elder_who_has_no_mobile_is_called_when_a_vendor_has_taken_the_order() => Town.TellAsync(async town =>
    {
        var code = await town.OrdersCleaningAsync(AuntHuang);
        var offer = await town.Inboxes.SomebodyGetsAsync("接单回1");
        await town.Inboxes.WritesAsync(offer.Phone, "好的");
        await town.Inboxes.GetsAsync(offer.Phone, "归您");

        await using var rung = await town.AnswerAsync(AuntHuang);
        await rung.HearsAsync("黄阿姨", "安排好了", "核验码");
        await rung.PressesAsync('1');
        await rung.HearsGoodbyeAsync();
        Assert.Equal(4, code.Length);
    });

    [Fact]
    public Task Somebody_the_registry_does_not_know_is_asked_for_name_and_address_and_gets_the_order_all_the_same() => Town.TellAsync(async town =>
    {
        await using var phone = await town.CallFromAsync(Stranger);
        await phone.HearsAsync("您好");
        await phone.SaysAsync("明天下午三点请人来打扫卫生");
        await phone.HearsAsync("叫什么名字");
        await phone.SaysAsync("我叫李桂花");
        await phone.HearsAsync("住在哪里");
        await phone.SaysAsync("我住在象山区中山南路8号");
        await phone.HearsAsync("明天", "下午三点", "中山南路", "对不对");
        await phone.SaysAsync("对");
        await phone.HearsAsync("订好了");
        await phone.HangsUpAsync();
        var offer = await town.Inboxes.SomebodyGetsAsync("打扫卫生", "接单回1");
        await town.Inboxes.WritesAsync(offer.Phone, "接");
        await town.Inboxes.GetsAsync(offer.Phone, "李桂花", "中山南路");
        await town.Inboxes.GetsAsync(Stranger, "安排好了");
    });
}
