using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser;

/// <summary>The town's phones as people use them: a page to call from, a page of messages.</summary>
public sealed class PhonePageTests(Site site) : IClassFixture<Site>
{
    private const string GrandmaWang = "07735550101";

    private static readonly LocatorAssertionsToContainTextOptions Patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task A_wish_spoken_into_the_microphone_becomes_an_order_that_a_vendor_takes_on_the_page_of_messages()
    {
        var sentence = await site.SayAsync("明天下午三点请人来打扫卫生");
        Assert.False(sentence.IsEmpty);
        using var microphone = Microphone.With(sentence, before: TimeSpan.FromSeconds(10), after: TimeSpan.FromMinutes(3));
        await using var browser = await site.OpenBrowserAsync(microphone.File);
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 }, BaseURL = site.Address.ToString() });
        var console = new List<string>();
        context.Console += (_, message) => { if (message.Type == "error") { console.Add(message.Text); } };

        var phone = await context.NewPageAsync();
        await phone.GotoAsync($"/phone?number={GrandmaWang}");
        await phone.GetByRole(AriaRole.Button, new() { Name = "拨打 12349" }).ClickAsync();
        var captions = phone.GetByRole(AriaRole.Log, new() { Name = "通话字幕" });
        await Expect(captions).ToContainTextAsync("王奶奶，您好", new() { Timeout = 60_000 });
        await Expect(captions).ToContainTextAsync("对不对", Patiently);
        await Expect(captions).ToContainTextAsync("打扫卫生", Patiently);
        await Expect(captions).ToContainTextAsync("下午三点", Patiently);
        await ShootAsync(phone, "phone-read-back");

        await phone.GetByRole(AriaRole.Button, new() { Name = "按键 1" }).ClickAsync();
        await Expect(captions).ToContainTextAsync("上门核验码", Patiently);
        await Expect(captions).ToContainTextAsync("还有别的事吗", Patiently);
        await phone.GetByPlaceholder("也可以打字说话").FillAsync("没有了，谢谢");
        await phone.Keyboard.PressAsync("Enter");
        await Expect(captions).ToContainTextAsync("通话结束，工单", Patiently);
        await ShootAsync(phone, "phone-ended");

        var messages = await context.NewPageAsync();
        await messages.GotoAsync("/sms");
        await messages.GetByRole(AriaRole.Button, new() { Name = "服务商", Exact = true }).ClickAsync();
        await messages.GetByRole(AriaRole.List, new() { Name = "手机列表" }).GetByRole(AriaRole.Button).Filter(new() { HasText = "接单回1" }).ClickAsync();
        await ShootAsync(messages, "sms-offer");
        await messages.GetByRole(AriaRole.Button, new() { Name = "1 接单" }).ClickAsync();
        await Expect(messages.GetByRole(AriaRole.Log, new() { Name = "短信" })).ToContainTextAsync("归您", Patiently);
        await ShootAsync(messages, "sms-taken");

        await messages.GotoAsync("/sms?number=19900001001");
        await Expect(messages.GetByRole(AriaRole.Log, new() { Name = "短信" })).ToContainTextAsync("安排好了", Patiently);
        Assert.Empty(console);
        Assert.Empty(site.Errors);
    }

    [Fact]
    public async Task A_caller_without_a_microphone_types_and_a_person_is_one_key_away()
    {
        using var silence = Microphone.With(ReadOnlyMemory<byte>.Empty, TimeSpan.Zero, TimeSpan.FromMinutes(2));
        await using var browser = await site.OpenBrowserAsync(silence.File);
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 390, Height = 844 }, BaseURL = site.Address.ToString() });
        var elder = await context.NewPageAsync();
        await elder.GotoAsync($"/phone?number={GrandmaWang}");
        var person = await context.NewPageAsync();
        await person.GotoAsync("/phone?number=19900003001");

        await elder.GetByRole(AriaRole.Button, new() { Name = "拨打 12349" }).ClickAsync();
        var captions = elder.GetByRole(AriaRole.Log, new() { Name = "通话字幕" });
        await Expect(captions).ToContainTextAsync("您好", Patiently);
        await elder.GetByRole(AriaRole.Button, new() { Name = "按键 0" }).ClickAsync();
        await Expect(captions).ToContainTextAsync("人工", Patiently);

        await Expect(person.GetByRole(AriaRole.Alertdialog)).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await ShootAsync(person, "phone-ringing");
        await person.GetByRole(AriaRole.Button, new() { Name = "接听" }).ClickAsync();
        await person.GetByRole(AriaRole.Button, new() { Name = "按键 1" }).ClickAsync();
        await Expect(person.GetByText("正在与真人通话")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await person.GetByPlaceholder("也可以打字说话").FillAsync("王奶奶，我是小罗");
        await person.Keyboard.PressAsync("Enter");
        await Expect(captions).ToContainTextAsync("我是小罗", Patiently);
        await ShootAsync(elder, "phone-bridged");
        await person.GetByRole(AriaRole.Button, new() { Name = "挂断" }).ClickAsync();
        Assert.Empty(site.Errors);
    }

    private static async Task ShootAsync(IPage page, string name) =>
        await page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", name + ".png") });
}
