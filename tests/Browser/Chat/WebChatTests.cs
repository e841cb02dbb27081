using Microsoft.Playwright;
using VoiceGateway.Chat.Linking;
using static Microsoft.Playwright.Assertions;

namespace Browser.Chat;

/// <summary>A family's site with Microsoft's Web Chat, unchanged, in Chromium.</summary>
public sealed class WebChatTests(WebChatSite site) : IClassFixture<WebChatSite>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task A_daughter_links_her_mother_in_Web_Chat_and_orders_a_meal_by_tapping()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 480, Height = 800 } });
        await page.GotoAsync(site.Page.ToString());
        await HearsAsync(page, "绑定码");
        await SaysAsync(page, await site.Inside<LinkCodes>().IssueAsync("19900001001", CancellationToken.None));
        await HearsAsync(page, "王奶奶");

        await TapsAsync(page, "送饭");
        await HearsAsync(page, "想哪天几点");
        await SaysAsync(page, "明天中午十二点");
        await HearsAsync(page, "对不对");
        await TapsAsync(page, "对");
        await HearsAsync(page, "上门核验码");
        await Expect(page.GetByRole(AriaRole.Toolbar).GetByRole(AriaRole.Button, new() { Name = "没有了" })).ToBeVisibleAsync(Patiently);

        var pictures = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;
        await page.ScreenshotAsync(new() { Path = Path.Combine(pictures, "web-chat-ordered.png") });
        Assert.Empty(site.Errors);
    }

    private static Task HearsAsync(IPage page, string words) =>
        Expect(page.Locator(".webchat__bubble", new() { HasText = words }).Last).ToBeVisibleAsync(Patiently);

    private static Task TapsAsync(IPage page, string choice) =>
        page.GetByRole(AriaRole.Toolbar).GetByRole(AriaRole.Button, new() { Name = choice, Exact = true }).ClickAsync();

    private static async Task SaysAsync(IPage page, string text)
    {
        await page.Locator("[data-id='webchat-sendbox-input']").FillAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }
}
