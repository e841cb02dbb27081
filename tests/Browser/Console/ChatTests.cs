using Deque.AxeCore.Playwright;
using Dispatch.Accounts;
using Dispatch.Orders;
using Microsoft.Playwright;
using VoiceGateway.Chat.Linking;
using static Microsoft.Playwright.Assertions;

namespace Browser.Console;

/// <summary>A daughter types; two operators see it, one of them answers in the bot's place.</summary>
public sealed class ChatTests(ConsoleSite site) : IClassFixture<ConsoleSite>
{
    private const string GrandmaWangMobile = "19900001001";

    [Fact]
    public async Task Of_two_operators_one_takes_a_typed_conversation_over_types_places_the_order_and_hands_it_back()
    {
        var luo = await site.SignInAsync("罗晓燕", AccountRole.Operator, "O01");
        var huang = await site.SignInAsync("黄志勇", AccountRole.Operator, "O02", width: 390, height: 844);
        using var daughter = await DirectLineChatter.ConnectAsync(site.Address);
        await daughter.SaysAsync($"码是 {await site.Inside<LinkCodes>().IssueAsync(GrandmaWangMobile, CancellationToken.None)}");
        await daughter.HearsAsync("王奶奶");
        await daughter.SaysAsync("明天请人来打扫卫生");
        await daughter.HearsAsync("几点");
        var typed = luo.GetByRole(AriaRole.Region, new() { Name = "正在打字" });
        await Expect(typed).ToContainTextAsync("王秀英");
        await Expect(typed).ToContainTextAsync("几点");
        await Expect(typed).ToContainTextAsync("机器人在回复");

        await daughter.SaysAsync("我要人工");
        await Expect(typed).ToContainTextAsync("等人接：老人要找人工");
        await ConsoleSite.ShootAsync(luo, "board-chat");
        await ConsoleSite.ShootAsync(huang, "board-chat-phone");
        Assert.Empty((await luo.RunAxe()).Violations);
        foreach (var page in new[] { luo, huang })
        {
            await page.GetByRole(AriaRole.Region, new() { Name = "正在打字" }).GetByRole(AriaRole.Link).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("明天请人来打扫卫生");
            await Expect(page.GetByRole(AriaRole.Region, new() { Name = "说到一半的单子" })).ToContainTextAsync("打扫卫生");
            await Expect(page.GetByRole(AriaRole.Region, new() { Name = "档案" })).ToContainTextAsync("安新南路");
        }

        await Task.WhenAll(luo.Keyboard.PressAsync("t"), huang.Keyboard.PressAsync("t"));
        var luoHasIt = luo.GetByRole(AriaRole.Textbox, new() { Name = "写给对方的话" });
        var huangHasIt = huang.GetByRole(AriaRole.Textbox, new() { Name = "写给对方的话" });
        await Expect(luoHasIt.Or(luo.GetByText("黄志勇 在回复"))).ToBeVisibleAsync();
        await Expect(huangHasIt.Or(huang.GetByText("罗晓燕 在回复"))).ToBeVisibleAsync();
        var (mine, other, name) = await luoHasIt.CountAsync() == 1 ? (luo, huang, "罗晓燕") : (huang, luo, "黄志勇");
        await Expect(other.GetByText($"{name} 在回复")).ToBeVisibleAsync();
        await Expect(other.GetByRole(AriaRole.Button, new() { Name = "接管" })).ToBeDisabledAsync();
        await daughter.HearsAsync($"{name}来为您服务了");

        await daughter.SaysAsync("下午三点，阿姨要细心一点");
        await Expect(mine.GetByRole(AriaRole.Log)).ToContainTextAsync("阿姨要细心一点");
        await mine.Keyboard.PressAsync("w");
        await mine.Keyboard.TypeAsync("好的，我帮您订明天下午三点。");
        await mine.Keyboard.PressAsync("Enter");
        await daughter.HearsAsync("好的，我帮您订明天下午三点。");
        await Expect(other.GetByRole(AriaRole.Log)).ToContainTextAsync("我帮您订明天下午三点");
        await Expect(mine.GetByRole(AriaRole.Textbox, new() { Name = "写给对方的话" })).ToHaveValueAsync("");
        await mine.Keyboard.PressAsync("Escape");

        await mine.Keyboard.PressAsync("n");
        await Expect(mine.Locator("#service")).ToHaveValueAsync("cleaning");
        await Expect(mine.Locator("#day")).ToHaveValueAsync("2026-11-24");
        await mine.FillAsync("#from", "15:00");
        await mine.FillAsync("#note", "要细心一点");
        await ConsoleSite.ShootAsync(mine, "chat");
        await ConsoleSite.ShootAsync(other, "chat-other");
        Assert.Empty((await mine.RunAxe()).Violations);
        Assert.Empty((await other.RunAxe()).Violations);
        await mine.GetByRole(AriaRole.Button, new() { Name = "下单", Exact = true }).ClickAsync();
        await Expect(mine.GetByRole(AriaRole.Status).Filter(new() { HasText = "核验码" })).ToBeVisibleAsync();
        var order = Assert.Single(await site.Inside<OrderBook>().OrdersOfElderAsync("E001", 10, CancellationToken.None));
        Assert.Equal(("cleaning", 15, "要细心一点"), (order.Terms.Service, ChinaHour(order.Terms.From), order.Terms.Note));

        await mine.GetByRole(AriaRole.Button, new() { Name = "办好了，交还机器人" }).ClickAsync();
        await daughter.HearsAsync("还有别的");
        await Expect(other.GetByText("机器人在回复")).ToBeVisibleAsync();
        await daughter.SaysAsync("没有了");
        Assert.Single(await site.Inside<OrderBook>().OrdersOfElderAsync("E001", 10, CancellationToken.None));
        Assert.Empty(site.Errors);
    }

    private static int ChinaHour(DateTimeOffset moment) => Dispatch.ChinaTime.HourOf(moment).Hour;
}
