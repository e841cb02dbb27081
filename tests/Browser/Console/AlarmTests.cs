using Deque.AxeCore.Playwright;
using Dispatch.Accounts;
using Dispatch.Alarms;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Console;

public sealed class AlarmTests(ConsoleSite site) : IClassFixture<ConsoleSite>
{
    [Fact]
    public async Task An_alarm_is_shown_on_every_page_sounds_goes_to_one_of_two_operators_and_is_closed_with_a_word()
    {
        var first = await site.SignInAsync("罗晓燕", AccountRole.Operator, "O01");
        var second = await site.SignInAsync("黄志勇", AccountRole.Operator, "O02", width: 390, height: 844);
        await second.GotoAsync("/console/vendors");
        await Expect(second.GetByRole(AriaRole.Heading, new() { Name = "服务商" })).ToBeVisibleAsync();

        var elder = await site.Inside<Dispatch.Registry.ElderDirectory>().FindAsync("E001", CancellationToken.None);
        var alarm = await site.Inside<AlarmDesk>().ReportAsync(
            new EmergencyReport
            {
                Id = Guid.NewGuid().ToString("N"),
                Region = "guilin",
                Source = "device",
                Category = "fall",
                Phone = elder!.Phones[0],
                ElderId = elder.Id,
                Name = elder.Name,
                Address = elder.Address,
                Words = "我摔倒了，爬不起来",
            },
            CancellationToken.None);
        await Expect(first.GetByText("我摔倒了，爬不起来")).ToBeVisibleAsync();
        await Expect(second.GetByRole(AriaRole.Alert)).ToContainTextAsync("有 1 个警报还没有人接");
        await Expect(second.Locator("html.ringing")).ToBeVisibleAsync();
        await second.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(second.GetByText("我摔倒了，爬不起来")).ToBeVisibleAsync();
        await ConsoleSite.ShootAsync(first, "alarm");
        await ConsoleSite.ShootAsync(second, "alarm-phone");
        Assert.Empty((await first.RunAxe()).Violations);

        await first.Keyboard.PressAsync("1");
        await Expect(second.GetByText("罗晓燕 在")).ToBeVisibleAsync();
        await Expect(second.Locator("html.ringing")).ToHaveCountAsync(0);
        Assert.Equal("罗晓燕", site.Inside<AlarmDesk>().Open().Single(open => open.Id == alarm.Id).Acknowledged!.Person.Name);

        await first.GetByRole(AriaRole.Button, new() { Name = "已处置" }).ClickAsync();
        await first.FillAsync("#word", "女儿已到，没有受伤");
        await first.GetByRole(AriaRole.Button, new() { Name = "已处置" }).Last.ClickAsync();
        await Expect(first.GetByText("警报已关闭")).ToBeVisibleAsync();
        await Expect(second.GetByText("我摔倒了，爬不起来")).ToHaveCountAsync(0);
        Assert.Equal("女儿已到，没有受伤", (await site.Inside<AlarmDesk>().FindAsync(alarm.Id, CancellationToken.None))!.Closed!.Word);
        Assert.Empty(site.Errors);
    }

    [Fact]
    public async Task The_call_of_an_alarm_is_opened_from_the_board_and_whoever_takes_it_over_has_the_alarm()
    {
        var lead = await site.SignInAsync("廖主任", AccountRole.Supervisor, "O03");
        var handset = await site.OpenPageAsync();
        await handset.GotoAsync("/phone?number=19900003003");
        var elder = await site.OpenPageAsync();
        await elder.GotoAsync("/phone?number=07735550107");
        await elder.GetByRole(AriaRole.Button, new() { Name = "拨打 12349" }).ClickAsync();
        await Expect(elder.GetByRole(AriaRole.Log, new() { Name = "通话字幕" })).ToContainTextAsync("您好");
        await elder.GetByPlaceholder("也可以打字说话").FillAsync("胸口痛得厉害");
        await elder.Keyboard.PressAsync("Enter");

        var alarms = lead.GetByRole(AriaRole.Region, new() { Name = "警报" });
        await Expect(alarms).ToContainTextAsync("胸口痛得厉害");
        await alarms.GetByRole(AriaRole.Link, new() { Name = "去听" }).ClickAsync();
        await Expect(lead.GetByRole(AriaRole.Log, new() { Name = "通话内容" })).ToContainTextAsync("胸口痛得厉害");
        await Expect(lead.GetByRole(AriaRole.Region, new() { Name = "档案" })).ToContainTextAsync("中风后左侧行动不便");
        await lead.Keyboard.PressAsync("t");
        await handset.GetByRole(AriaRole.Button, new() { Name = "接听" }).ClickAsync();
        await handset.GetByRole(AriaRole.Button, new() { Name = "按键 1" }).ClickAsync();
        await Expect(lead.GetByText("廖主任 在讲")).ToBeVisibleAsync();

        await lead.Keyboard.PressAsync("g");
        await lead.Keyboard.PressAsync("b");
        await Expect(alarms).ToContainTextAsync("廖主任 在");
        await Expect(alarms).ToContainTextAsync("接警 · 老人的电话还通着");
        var alarm = site.Inside<AlarmDesk>().Open().Single(each => each.Person.ElderId == "E007");
        Assert.Equal("廖主任", alarm.Acknowledged!.Person.Name);
        await site.Inside<AlarmDesk>().ResolveAsync(alarm.Id, "O03", "救护车到了", CancellationToken.None);
        Assert.Empty(site.Errors);
    }

    [Fact]
    public async Task The_list_of_keys_is_read_off_the_page_and_single_keys_can_be_turned_off()
    {
        var page = await site.SignInAsync("罗晓燕", AccountRole.Operator, "O01");
        await page.Keyboard.PressAsync("?");
        var list = page.GetByRole(AriaRole.Dialog, new() { Name = "快捷键" });
        await Expect(list).ToContainTextAsync("g v");
        await Expect(list).ToContainTextAsync("服务商");
        await ConsoleSite.ShootAsync(page, "keys");
        Assert.Empty((await page.RunAxe()).Violations);
        await list.GetByRole(AriaRole.Button, new() { Name = "关闭" }).ClickAsync();
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("v");
        await page.WaitForURLAsync("**/console/vendors");

        await page.Keyboard.PressAsync("?");
        await list.GetByLabel("使用单键快捷键").UncheckAsync();
        await list.GetByRole(AriaRole.Button, new() { Name = "关闭" }).ClickAsync();
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("b");
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#find")).Not.ToBeFocusedAsync();
        Assert.EndsWith("/console/vendors", page.Url, StringComparison.Ordinal);
        Assert.Empty(site.Errors);
    }
}
