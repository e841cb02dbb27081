using Microsoft.Playwright;
using VoiceGateway.Chat.Linking;
using VoiceGateway.Screens.Touch;
using static Microsoft.Playwright.Assertions;

namespace Browser.Screens;

/// <summary>The touch screen with its microphone and its voice.</summary>
public sealed class SpokenScreenTests(Site site) : IClassFixture<Site>
{
    private const int OneSecond = 8000;

    private static readonly LocatorAssertionsToContainTextOptions Patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task A_wish_spoken_to_the_screen_is_read_back_aloud_and_confirmed_by_touch()
    {
        using var microphone = Microphone.With(await site.SayAsync("明天下午三点请人来打扫卫生"), before: TimeSpan.FromSeconds(1), after: TimeSpan.FromMinutes(1));
        await using var browser = await site.OpenBrowserAsync(microphone.File);
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 }, BaseURL = site.Address.ToString(), HasTouch = true });
        var page = await context.NewPageAsync();
        var heard = 0;
        page.WebSocket += (_, line) => line.FrameReceived += (_, frame) => Interlocked.Add(ref heard, frame.Binary?.Length ?? 0);
        await page.GotoAsync($"/screen#{await site.Inside<LinkCodes>().IssueForScreenAsync(ScreenCode.Write("E001", "luo"), CancellationToken.None)}");
        await Expect(page.Locator("#home")).ToBeVisibleAsync(new() { Timeout = 60_000 });

        await page.Locator("#microphone").TapAsync();
        await Expect(page.Locator("#microphone")).ToContainTextAsync("正在听", Patiently);
        await Expect(page.Locator("#question")).ToContainTextAsync("对不对", Patiently);
        await Expect(page.Locator("#mine")).ToContainTextAsync("打扫卫生", Patiently);
        await Expect(page.Locator("#wish")).ToContainTextAsync("明天下午三点", Patiently);
        await Expect(page.Locator("#microphone")).ToHaveAttributeAsync("aria-pressed", "false", new() { Timeout = 60_000 });
        await page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", "screen-spoken.png") });

        await page.GetByRole(AriaRole.Button, new() { Name = "对", Exact = true }).TapAsync();
        await Expect(page.Locator("#question")).ToContainTextAsync("上门核验码", Patiently);
        Assert.True(heard > OneSecond, $"only {heard} bytes of voice came");
        Assert.Empty(site.Errors);
    }
}
