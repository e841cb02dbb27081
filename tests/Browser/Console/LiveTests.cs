using Deque.AxeCore.Playwright;
using Dispatch;
using Dispatch.Accounts;
using Dispatch.Orders;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Console;

/// <summary>Two operators at once: calls as they are said, one of them taken over; what waits, claimed by one.</summary>
public sealed class LiveTests(ConsoleSite site) : IClassFixture<ConsoleSite>
{
    private const string GrandmaWang = "07735550101";
    private const string LuosPhone = "19900003001";

    [Fact]
    public async Task An_operator_reads_a_call_and_takes_it_over_with_the_order_that_was_half_said_while_a_colleague_sees_who_has_it()
    {
        var luo = await site.SignInAsync("罗晓燕", AccountRole.Operator, "O01");
        var huang = await site.SignInAsync("黄志勇", AccountRole.Operator, "O02", width: 390, height: 844);
        var handset = await site.OpenPageAsync();
        await handset.GotoAsync($"/phone?number={LuosPhone}");
        var elder = await site.OpenPageAsync();
        await elder.GotoAsync($"/phone?number={GrandmaWang}");
        await elder.GetByRole(AriaRole.Button, new() { Name = "拨打 12349" }).ClickAsync();
        var heard = elder.GetByRole(AriaRole.Log, new() { Name = "通话字幕" });
        await Expect(heard).ToContainTextAsync("您好");
        await SayAsync(elder, "明天请人来打扫卫生");
        await Expect(heard).ToContainTextAsync("几点");

        var calls = luo.GetByRole(AriaRole.Region, new() { Name = "正在通话" });
        await Expect(calls).ToContainTextAsync("王秀英");
        await Expect(calls).ToContainTextAsync("几点");
        await ConsoleSite.ShootAsync(luo, "board-live");
        Assert.Empty((await luo.RunAxe()).Violations);
        await calls.GetByRole(AriaRole.Link).ClickAsync();
        var captions = luo.GetByRole(AriaRole.Log, new() { Name = "通话内容" });
        await Expect(captions).ToContainTextAsync("明天请人来打扫卫生");
        await Expect(luo.GetByRole(AriaRole.Region, new() { Name = "说到一半的单子" })).ToContainTextAsync("打扫卫生");
        await Expect(luo.GetByRole(AriaRole.Region, new() { Name = "档案" })).ToContainTextAsync("安新南路");
        await huang.GetByRole(AriaRole.Region, new() { Name = "正在通话" }).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(huang.GetByRole(AriaRole.Log)).ToContainTextAsync("明天请人来打扫卫生");
        await elder.GetByPlaceholder("也可以打字说话").PressSequentiallyAsync("下午三");
        await Expect(captions).ToContainTextAsync("下午三…");

        await luo.Keyboard.PressAsync("t");
        await Expect(luo.GetByText("正在呼叫您的电话，按1接通。")).ToBeVisibleAsync();
        await Expect(huang.GetByText("正在呼叫 罗晓燕")).ToBeVisibleAsync();
        await Expect(huang.GetByRole(AriaRole.Button, new() { Name = "接管" })).ToBeDisabledAsync();
        await Expect(handset.GetByRole(AriaRole.Alertdialog)).ToBeVisibleAsync();
        await handset.GetByRole(AriaRole.Button, new() { Name = "接听" }).ClickAsync();
        await handset.GetByRole(AriaRole.Button, new() { Name = "按键 1" }).ClickAsync();
        await Expect(handset.GetByText("正在与真人通话")).ToBeVisibleAsync();
        await Expect(huang.GetByText("罗晓燕 在讲")).ToBeVisibleAsync();
        await SayAsync(handset, "王奶奶，我是小罗，我帮您订下午三点");
        await Expect(captions).ToContainTextAsync("我帮您订下午三点");

        await luo.Keyboard.PressAsync("n");
        await Expect(luo.Locator("#service")).ToHaveValueAsync("cleaning");
        await Expect(luo.Locator("#day")).ToHaveValueAsync("2026-11-24");
        await luo.FillAsync("#from", "15:00");
        await ConsoleSite.ShootAsync(luo, "call");
        await ConsoleSite.ShootAsync(huang, "call-phone");
        Assert.Empty((await luo.RunAxe()).Violations);
        await luo.GetByRole(AriaRole.Button, new() { Name = "下单", Exact = true }).ClickAsync();
        await Expect(luo.GetByRole(AriaRole.Status).Filter(new() { HasText = "核验码" })).ToBeVisibleAsync();
        await Expect(luo.GetByRole(AriaRole.Region, new() { Name = "档案" })).ToContainTextAsync("11月24日 周二 15:00–17:00");
        var order = Assert.Single(await site.Inside<OrderBook>().OrdersOfElderAsync("E001", 10, CancellationToken.None));
        Assert.Equal(("cleaning", "console", "operator:O01"), (order.Terms.Service, order.Terms.Channel, await site.AcceptedByAsync(order)));
        await SayAsync(handset, $"核验码是{order.DoorstepCode}");
        await Expect(heard).ToContainTextAsync(order.DoorstepCode);

        // The wish was seen to: the bot does not go on with it, and whoever takes the order is made known to her.
        await handset.GetByRole(AriaRole.Button, new() { Name = "挂断" }).ClickAsync();
        await Expect(heard).ToContainTextAsync("还有别的事吗");
        await SayAsync(elder, "没有了");
        await Expect(luo.GetByText("通话已结束")).ToBeVisibleAsync();
        await site.VendorTakesAsync(order.Number);
        await site.GetsMessageAsync("19900001001", order.DoorstepCode);
        Assert.Single(await site.Inside<OrderBook>().OrdersOfElderAsync("E001", 10, CancellationToken.None));
        Assert.Empty(site.Errors);
    }

    [Fact]
    public async Task Of_two_operators_who_claim_at_once_one_has_it_and_the_other_sees_who_until_it_is_done()
    {
        var order = await site.PlaceAsync("E005", "cleaning", TimeSpan.FromHours(30));
        Assert.IsType<OrderOutcome.Happened>(await site.Inside<DispatchDesk>().DoAsync(order.Number, new OrderCommand.Escalate("desk", "complaint"), CancellationToken.None));
        var luo = await site.SignInAsync("罗晓燕", AccountRole.Operator, "O01");
        var huang = await site.SignInAsync("黄志勇", AccountRole.Operator, "O02");
        var first = luo.GetByRole(AriaRole.Region, new() { Name = "等人处理" });
        var second = huang.GetByRole(AriaRole.Region, new() { Name = "等人处理" });
        await Expect(first).ToContainTextAsync("老人投诉");
        await Expect(second).ToContainTextAsync("老人投诉");

        await Task.WhenAll(luo.Keyboard.PressAsync("c"), huang.Keyboard.PressAsync("c"));

        await Expect(first.GetByText("在处理").Or(first.GetByRole(AriaRole.Button, new() { Name = "放回" })).First).ToBeVisibleAsync();
        await Expect(second.GetByText("在处理").Or(second.GetByRole(AriaRole.Button, new() { Name = "放回" })).First).ToBeVisibleAsync();
        var luoHasIt = await first.GetByRole(AriaRole.Button, new() { Name = "放回" }).CountAsync() == 1;
        var (winner, loser) = luoHasIt ? (first, second) : (second, first);
        await Expect(loser.GetByText(luoHasIt ? "罗晓燕 在处理" : "黄志勇 在处理")).ToBeVisibleAsync();
        await ConsoleSite.ShootAsync(luo, "claimed");
        Assert.Empty((await huang.RunAxe()).Violations);

        await winner.GetByRole(AriaRole.Button, new() { Name = "办好了" }).ClickAsync();
        await Expect(winner.GetByRole(AriaRole.Alert)).ToContainTextAsync("怎么处理");
        await winner.GetByLabel("怎么处理的").FillAsync("打电话赔了不是，再派一次");
        await winner.GetByRole(AriaRole.Button, new() { Name = "办好了" }).ClickAsync();
        await Expect(loser).ToContainTextAsync("没有等人处理的事");
        await Expect(winner).ToContainTextAsync("没有等人处理的事");
        Assert.Empty(site.Errors);
    }

    private static async Task SayAsync(IPage phone, string words)
    {
        await phone.GetByPlaceholder("也可以打字说话").FillAsync(words);
        await phone.Keyboard.PressAsync("Enter");
    }
}
