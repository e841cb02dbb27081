using System.Text.Json;
using Browser.Console;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using VoiceGateway.Chat.Linking;
using VoiceGateway.Screens.Touch;
using static Microsoft.Playwright.Assertions;

namespace Browser.Screens;

/// <summary>A touch screen in an elder's room, used by fingers only.</summary>
internal sealed class Tablet(IPage page)
{
    private const int SmallestTarget = 64;

    public IPage Page => page;

    /// <summary>Paired by a code that an operator has given out.</summary>
    public static async Task<Tablet> PairedAsync(ConsoleSite site, string elderId)
    {
        var tablet = new Tablet(await site.OpenTabletAsync());
        await tablet.Page.GotoAsync($"/screen#{await site.Inside<LinkCodes>().IssueForScreenAsync(ScreenCode.Write(elderId, "luo"), CancellationToken.None)}");
        await Expect(tablet.Page.Locator("#home")).ToBeVisibleAsync();
        return tablet;
    }

    public async Task TapsAsync(string name) => await page.GetByRole(AriaRole.Button, new() { Name = name }).First.TapAsync();

    public Task SeesAsync(string selector, string text) => Expect(page.Locator(selector)).ToContainTextAsync(text);

    /// <summary>Answers whether help is to be called. Right after the question it takes no answer: that would be the same trembling finger.</summary>
    public async Task AnswersAsync(string selector)
    {
        while (await page.Locator("#sure").IsVisibleAsync())
        {
            await page.EvaluateAsync("(selector) => document.querySelector(selector).click()", selector);
            await page.WaitForTimeoutAsync(100);
        }
    }

    /// <summary>On a tablet and on a small screen nothing is cut off, nothing has to be scrolled, and whatever can be tapped is large enough for a trembling finger.</summary>
    public async Task FitsAsync(string name)
    {
        await FitsAsync(name, 800, 480);
        await FitsAsync(name, 1280, 800);
    }

    private async Task FitsAsync(string name, int width, int height)
    {
        await page.SetViewportSizeAsync(width, height);
        await page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", $"screen-{name}-{width}.png") });
        var wrong = await page.EvaluateAsync<JsonElement>(
            """
            (smallest) => {
              const shown = [...document.querySelectorAll("button, h1, h2, p, li, dd, output, aside, .card, .door")].filter((each) => each.checkVisibility() && each.textContent.trim() !== "");
              const top = [...document.querySelectorAll(".over")].find((each) => each.checkVisibility());
              return shown.filter((each) => !top || top.contains(each)).filter((each) => {
                const box = each.getBoundingClientRect();
                const isOut = box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
                const isSmall = each.tagName === "BUTTON" && (box.width < smallest || box.height < smallest);
                const room = each.closest("main")?.getBoundingClientRect();
                const isOver = room && (box.top < room.top - 1 || box.bottom > room.bottom + 1);
                const isCut = each.scrollWidth > each.clientWidth + 2 && getComputedStyle(each).overflowX === "visible" && each.clientWidth > 0;
                return isOut || isSmall || isCut || isOver;
              }).map((each) => `${each.tagName}#${each.id} ${each.textContent.trim().slice(0, 20)} ${JSON.stringify(each.getBoundingClientRect())}`)
                .concat([...document.querySelectorAll("#talk > *, #orders > *, #home > *")].filter((each) => each.checkVisibility())
                  .flatMap((one, at, all) => all.slice(at + 1).filter((other) => {
                    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
                    return a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
                  }).map((other) => `${one.id || one.className} lies over ${other.id || other.className}`)))
                .concat(document.scrollingElement.scrollWidth > innerWidth || document.scrollingElement.scrollHeight > innerHeight ? ["the page scrolls"] : []);
            }
            """,
            SmallestTarget);
        Assert.True(wrong.GetArrayLength() == 0, $"{name} at {width}: {wrong}");
    }

    public async Task IsAccessibleAsync()
    {
        var found = await page.RunAxe();
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}")));
    }
}
