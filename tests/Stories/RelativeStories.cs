using Dispatch.Orders;
using Dispatch.Registry;
using static Stories.TownspeopleOfGuilin;

namespace Stories;

/// <summary>Daughters and neighbours who call in an elder's stead.</summary>
public sealed class RelativeStories
{
    [Fact]
    public Task A_daughter_who_asks_for_what_her_mother_has_ordered_hears_so_and_it_stays_one_order_of_which_both_are_told() => Town.TellAsync(async town =>
    {
        await town.OrdersCleaningAsync(GrandmaWang);
        var offer = await town.Inboxes.SomebodyGetsAsync("打扫卫生", "接单回1");

        await using var phone = await town.CallFromAsync(DaughterWang);
        await phone.HearsAsync("王丽，您好");
        await phone.SaysAsync("明天下午三点给我妈打扫卫生");
        await phone.HearsAsync("打扫卫生", "是给王奶奶的", "对不对");
        await phone.SaysAsync("对");
        await phone.HearsAsync("王奶奶的打扫卫生已经订过了", "没有重复订");
        await phone.HangsUpAsync();
        await town.Inboxes.GetsAsync(GrandmaWangMobile, "女儿王丽也来电订", "打扫卫生", "没有重复订");

        await town.Inboxes.WritesAsync(offer.Phone, "接");
        await town.Inboxes.GetsAsync(offer.Phone, "归您", "王秀英");
        await town.Inboxes.GetsAsync(GrandmaWangMobile, "安排好了", "核验码");
        await town.Inboxes.GetsAsync(DaughterWang, "王奶奶的打扫卫生安排好了");
        Assert.Single(await town.Inside<OrderBook>().OrdersOfElderAsync("E001", 10, TestContext.Current.CancellationToken));
    });

    [Fact]
    public Task What_a_daughter_orders_is_her_mothers_and_the_mother_is_told_at_once() => Town.TellAsync(async town =>
    {
        var code = await town.OrdersCleaningAsync(DaughterWang);
        await town.Inboxes.GetsAsync(GrandmaWangMobile, "女儿王丽替您订了打扫卫生", "明天");
        var offer = await town.Inboxes.SomebodyGetsAsync("打扫卫生", "象山区", "接单回1");
        await town.Inboxes.WritesAsync(offer.Phone, "接");
        await town.Inboxes.GetsAsync(offer.Phone, "归您", "王秀英", "安新南路16号", $"核验码{code}");
        await town.Inboxes.GetsAsync(GrandmaWangMobile, "安排好了", $"核验码{code}");
        await town.Inboxes.GetsAsync(DaughterWang, "王奶奶的打扫卫生安排好了");

        await using var phone = await town.CallFromAsync(GrandmaWang);
        await phone.HearsAsync("王奶奶，您好");
        await phone.SaysAsync("打扫卫生的师傅什么时候来");
        await phone.HearsAsync("明天下午三点的打扫卫生", "会来");
        await phone.HangsUpAsync();
    });

    [Fact]
    public Task A_daughter_who_is_close_to_two_elders_is_asked_for_whom_she_calls() => Town.TellAsync(async town =>
    {
        var cancellation = TestContext.Current.CancellationToken;
        var records = town.Inside<ElderRecords>();
        var aunt = (await records.FindAsync("E002", cancellation))!;
        await records.ChangeAsync(aunt, aunt.Elder with { Contacts = [new Contact("王丽", "侄女", DaughterWang)] }, "d1", "operator:O01", cancellation);

        await using var phone = await town.CallFromAsync(DaughterWang);
        await phone.HearsAsync("王丽，您好", "哪位老人", "王奶奶、黄阿姨");
        await phone.SaysAsync("给黄阿姨订明天下午三点打扫卫生");
        await phone.HearsAsync("是给黄阿姨的", "对不对");
        await phone.SaysAsync("对");
        await phone.HearsAsync("订好了");
        await phone.HangsUpAsync();

        await town.Inboxes.SomebodyGetsAsync("打扫卫生", "象山区", "接单回1");
        await using var rung = await town.AnswerAsync(AuntHuang);
        await rung.HearsAsync("黄阿姨", "侄女王丽", "打扫卫生");
        await rung.PressesAsync('1');
        await rung.HearsGoodbyeAsync();
    });
}
