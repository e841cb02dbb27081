using Dispatch.Accounts;
using Dispatch.Orders;
using Microsoft.Playwright;
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
}
