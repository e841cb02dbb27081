using Dispatch.Accounts;
using Dispatch.Orders;
using Microsoft.Playwright;
using VoiceGateway.Chat.Linking;
using static Microsoft.Playwright.Assertions;

namespace Browser.Console;

/// <summary>The server goes away under an open page and comes back.</summary>
public sealed class RestartTests(ConsoleSite site) : IClassFixture<ConsoleSite>
{
    private static readonly LocatorAssertionsToHaveValueOptions Patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task What_is_typed_before_and_while_the_server_restarts_is_still_there_and_can_be_sent()
    {
        var order = await site.PlaceAsync("E001", "cleaning", TimeSpan.FromHours(26));
        var page = await site.SignInAsync("罗晓燕", AccountRole.Operator, "O01");
        await page.GotoAsync($"/console/orders/{order.Number}?do=cancel");
        await page.Locator("#reason").PressSequentiallyAsync("女儿来电话：");

        await site.StopAsync();
        await Expect(page.GetByText("连接断了")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await page.Locator("#reason").PressSequentiallyAsync("老人住院了");
        await ConsoleSite.ShootAsync(page, "cut-off");
        await site.StartAsync();

        // The page is loaded anew, still signed in, with the same form open.
        await Expect(page.GetByText("连接断了")).ToBeHiddenAsync(new() { Timeout = 60_000 });
        await Expect(page.Locator("#reason")).ToHaveValueAsync("女儿来电话：老人住院了", Patiently);
        await page.GetByRole(AriaRole.Button, new() { Name = "取消工单" }).ClickAsync();
        await Expect(page.GetByText("取消：女儿来电话：老人住院了")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        Assert.Equal(OrderState.Cancelled, (await site.Inside<OrderBook>().FindAsync(order.Number, CancellationToken.None))!.State);

        await page.GotoAsync("/console/elders/E001?do=edit");
        await page.FillAsync("#health", "住院中");
        await page.ReloadAsync();
        await Expect(page.Locator("#health")).ToHaveValueAsync("住院中", Patiently);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.Locator(".health")).ToHaveTextAsync("住院中");
        await page.GotoAsync("/console/elders/E001?do=edit");
        await Expect(page.Locator("#health")).ToHaveValueAsync("住院中");
        Assert.Equal(0, await page.EvaluateAsync<int>("Object.keys(sessionStorage).filter(key => key.startsWith('voicecare-draft')).length"));
        Assert.Empty(site.Errors);
    }

    [Fact]
    public async Task A_typed_conversation_is_still_its_operators_after_a_restart_with_the_message_and_the_order_that_were_being_typed()
    {
        using var daughter = await DirectLineChatter.ConnectAsync(site.Address);
        await daughter.SaysAsync($"码是 {await site.Inside<LinkCodes>().IssueAsync("19900001005", CancellationToken.None)}");
        await daughter.HearsAsync("孙奶奶");
        await daughter.SaysAsync("我要人工");
        var page = await site.SignInAsync("罗晓燕", AccountRole.Operator, "O01");
        await page.GetByRole(AriaRole.Region, new() { Name = "正在打字" }).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "档案" })).ToContainTextAsync("辅星路");
        await page.Keyboard.PressAsync("t");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "写给对方的话" }).PressSequentiallyAsync("您稍等，");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("n");
        await page.FillAsync("#note", "门口有狗");

        await site.StopAsync();
        await Expect(page.GetByText("连接断了")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await page.Locator("#say").PressAsync("End");
        await page.Locator("#say").PressSequentiallyAsync("我看一下");
        await site.StartAsync();

        await Expect(page.GetByText("连接断了")).ToBeHiddenAsync(new() { Timeout = 60_000 });
        await Expect(page.Locator("#say")).ToHaveValueAsync("您稍等，我看一下", Patiently);
        await Expect(page.Locator("#note")).ToHaveValueAsync("门口有狗", Patiently);
        await Expect(page.GetByText("罗晓燕 在回复")).ToBeVisibleAsync();
        await page.Locator("#say").PressAsync("Enter");
        await daughter.HearsAsync("您稍等，我看一下");
        await Expect(page.Locator("#say")).ToHaveValueAsync("");
        await Expect(page.Locator("#note")).ToHaveValueAsync("门口有狗");
        Assert.Empty(site.Errors);
    }
}
