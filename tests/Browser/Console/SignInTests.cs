using Dispatch.Accounts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Console;

public sealed class SignInTests(ConsoleSite site) : IClassFixture<ConsoleSite>
{
    [Fact]
    public async Task Whoever_starts_the_house_signs_in_once_with_the_password_it_prints_and_chooses_another()
    {
        var page = await site.OpenPageAsync();
        await page.GotoAsync("/console");
        await Expect(page).ToHaveTitleAsync("登录 · VoiceCare");
        await ConsoleSite.ShootAsync(page, "sign-in");
        var printed = site.StartOutput.Split("password ")[1].Split(' ')[0];
        await GiveAsync(page, "admin", printed);
        await page.WaitForURLAsync("**/console/password");

        await page.FillAsync("#old", printed);
        await page.FillAsync("#chosen", ConsoleSite.Password);
        await page.FillAsync("#again", ConsoleSite.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/console/board");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "要盯的工单" })).ToBeVisibleAsync();
        await ConsoleSite.ShootAsync(page, "board-empty");

        var other = await site.OpenPageAsync();
        await other.GotoAsync("/console");
        await GiveAsync(other, "admin", printed);
        await Expect(other.GetByRole(AriaRole.Alert)).ToHaveTextAsync("账号或密码不对。");
        Assert.Equal(2, site.StartOutput.Split("password ").Length);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_an_account_even_for_the_right_one()
    {
        var name = await site.OpenAccountAsync("罗晓燕", AccountRole.Operator);
        var page = await site.OpenPageAsync();
        await page.GotoAsync("/console/sign-in");
        for (var attempt = 1; attempt < LockOut.MostFailures; attempt++)
        {
            await GiveAsync(page, name, $"wrong-{attempt}");
            await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("账号或密码不对。");
        }

        await GiveAsync(page, name, "wrong-again");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("锁定");
        await GiveAsync(page, name, ConsoleSite.Password);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("锁定");
    }

    private static async Task GiveAsync(IPage page, string name, string password)
    {
        // What is waited for afterwards must be the answer to this try.
        await page.EvaluateAsync("document.querySelector('.notice')?.remove()");
        await page.FillAsync("#name", name);
        await page.FillAsync("#password", password);
        await page.Keyboard.PressAsync("Enter");
    }
}
