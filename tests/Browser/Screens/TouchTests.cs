using Browser.Console;
using Dispatch.Accounts;
using Dispatch.Alarms;
using Dispatch.Audit;
using Dispatch.Orders;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Screens;

/// <summary>/screen in Chromium, touched with fingers.</summary>
public sealed class TouchTests(ConsoleSite site) : IClassFixture<ConsoleSite>
{
    [Fact]
    public async Task An_operator_pairs_a_screen_on_which_a_meal_is_ordered_by_touch_and_found_again_after_a_restart()
    {
        var console = await site.SignInAsync("罗晓燕", AccountRole.Operator, "O01");
        await console.GotoAsync("/console/elders/E001");
        await console.GetByRole(AriaRole.Button, new() { Name = "配对屏幕" }).ClickAsync();
        var code = await console.Locator(".pairing-code").InnerTextAsync();
        await Expect(console.Locator(".pairing img")).ToBeVisibleAsync();
        await ConsoleSite.ShootAsync(console, "screen-code");

        var tablet = new Tablet(await site.OpenTabletAsync());
        await tablet.Page.GotoAsync("/screen");
        foreach (var digit in code)
        {
            await tablet.Page.Locator("#keys").GetByRole(AriaRole.Button, new() { Name = $"{digit}", Exact = true }).TapAsync();
        }

        await tablet.SeesAsync("#hello", "王奶奶，您好");
        await tablet.SeesAsync("#family", "女儿 王丽");
        await Expect(console.Locator(".pairing")).ToHaveCountAsync(0);
        await tablet.TapsAsync("更多服务");
        await tablet.FitsAsync("more");
        await tablet.TapsAsync("首页");
        await tablet.FitsAsync("home");
        await tablet.IsAccessibleAsync();

        await tablet.TapsAsync("送饭");
        await tablet.SeesAsync("#question", "想哪天几点");
        await tablet.SeesAsync("#wish", "还没说");
        await tablet.FitsAsync("when");
        await tablet.TapsAsync("明天下午三点");
        await tablet.SeesAsync("#question", "对不对");
        await tablet.SeesAsync("#wish", "明天下午三点");
        await tablet.FitsAsync("read-back");
        await tablet.IsAccessibleAsync();
        await tablet.Page.GetByRole(AriaRole.Button, new() { Name = "对", Exact = true }).TapAsync();
        await tablet.SeesAsync("#question", "上门核验码");
        await tablet.FitsAsync("placed");
        await tablet.TapsAsync("没有了");
        await Expect(tablet.Page.Locator("#home")).ToBeVisibleAsync();
        await tablet.SeesAsync("#now", "下一次上门");
        await tablet.FitsAsync("home-ordered");

        var order = Assert.Single(await site.Inside<OrderBook>().OrdersOfElderAsync("E001", 10, CancellationToken.None));
        Assert.Equal(("meal", "screen"), (order.Terms.Service, order.Terms.Channel));
        await site.StopAsync();
        await Expect(tablet.Page.Locator("#lost")).ToBeVisibleAsync();
        await site.StartAsync();
        await Expect(tablet.Page.Locator("#lost")).ToBeHiddenAsync();
        await tablet.Page.ReloadAsync();
        await tablet.TapsAsync("我的订单");
        await tablet.SeesAsync(".door", order.DoorstepCode);
        await tablet.FitsAsync("order");
        await tablet.IsAccessibleAsync();
        Assert.Contains(await site.Inside<AuditTrail>().LatestAsync(null, "elder:E001", null, 20, CancellationToken.None), entry => entry.What == AuditTrail.ScreenPaired);
        Assert.Empty(site.Errors);
    }

    [Fact]
    public async Task The_red_button_calls_for_help_at_the_second_press_and_tells_who_comes()
    {
        var tablet = await Tablet.PairedAsync(site, "E002");
        await tablet.FitsAsync("home");
        var red = tablet.Page.Locator("#help");
        await red.TapAsync();
        await tablet.FitsAsync("sure");
        await tablet.IsAccessibleAsync();
        await tablet.AnswersAsync("#sure-no");
        Assert.DoesNotContain(site.Inside<AlarmDesk>().Open(), alarm => alarm.Person.ElderId == "E002");

        await red.TapAsync();
        await tablet.AnswersAsync("#sure-yes");
        await tablet.SeesAsync("#help-title", "已经在叫人了");
        await tablet.SeesAsync("#guidance", "我陪着您");
        await tablet.FitsAsync("helped");
        await tablet.IsAccessibleAsync();
        var alarm = Assert.Single(site.Inside<AlarmDesk>().Open(), alarm => alarm.Person.ElderId == "E002");
        Assert.Equal("screen", alarm.Person.Source);

        await site.Inside<AlarmDesk>().AcknowledgeAsync(alarm.Id, "O01", CancellationToken.None);
        await tablet.SeesAsync("#help-title", "罗晓燕");
        await tablet.TapsAsync("首页");
        await tablet.SeesAsync("#strip", "罗晓燕");
        await tablet.FitsAsync("home-alarm");
        await site.Inside<AlarmDesk>().ResolveAsync(alarm.Id, "O01", "人没事", CancellationToken.None);
        await tablet.SeesAsync("#notice", "已经处理好了");
        await Expect(tablet.Page.Locator("#strip")).ToBeHiddenAsync();
        await tablet.TapsAsync("打扫卫生");
        await tablet.SeesAsync("#question", "想哪天几点");
        Assert.Empty(site.Errors);
    }

    [Fact]
    public async Task Without_the_network_the_hotlines_number_is_shown_and_an_unpaired_screen_shows_nothing_of_its_elder()
    {
        var tablet = await Tablet.PairedAsync(site, "E004");
        await tablet.Page.EvaluateAsync("navigator.serviceWorker.ready");
        await tablet.Page.Context.SetOfflineAsync(true);
        await tablet.Page.ReloadAsync();
        await tablet.SeesAsync("#lost .dial", "12349");
        await Expect(tablet.Page.Locator("#lost")).ToBeVisibleAsync();
        await tablet.FitsAsync("lost");
        await tablet.Page.Context.SetOfflineAsync(false);
        await Expect(tablet.Page.Locator("#home")).ToBeVisibleAsync();

        var console = await site.SignInAsync("罗晓燕", AccountRole.Operator, "O01");
        await console.GotoAsync("/console/elders/E004");
        await console.GetByRole(AriaRole.Button, new() { Name = "解除", Exact = true }).ClickAsync();
        await console.GetByRole(AriaRole.Button, new() { Name = "确定解除" }).ClickAsync();
        await Expect(tablet.Page.Locator("#pair")).ToBeVisibleAsync();
        await Expect(tablet.Page.Locator("body")).Not.ToContainTextAsync("杨");
        await tablet.FitsAsync("pair");
        await tablet.IsAccessibleAsync();
        Assert.Equal(401, await tablet.Page.EvaluateAsync<int>("fetch('/screen/help', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{\"id\":\"x\"}' }).then((answer) => answer.status)"));
        Assert.Empty(site.Errors);
    }
}
