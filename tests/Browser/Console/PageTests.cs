using Deque.AxeCore.Playwright;
using Dispatch;
using Dispatch.Accounts;
using Dispatch.Audit;
using Dispatch.Orders;
using Dispatch.Registry;
using Microsoft.Playwright;
using VoiceGateway.Chat;
using static Microsoft.Playwright.Assertions;

namespace Browser.Console;

/// <summary>What operators do with records, in Chromium against the running house.</summary>
public sealed class PageTests(ConsoleSite site) : IClassFixture<ConsoleSite>
{
    [Fact]
    public async Task An_elder_is_found_by_number_and_an_order_placed_for_her_without_the_mouse()
    {
        var page = await site.SignInAsync("罗晓燕", AccountRole.Operator, "O01");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("5550103");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("没有找到老人。")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("/");
        await page.FillAsync("#find", "19900001003");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "罗丽华" })).ToBeVisibleAsync();
        await ConsoleSite.ShootAsync(page, "search");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "罗丽华" })).ToBeVisibleAsync();
        await Expect(page.GetByText("余额 300 元")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("n");
        await page.SelectOptionAsync("#service", "haircut");
        await page.FillAsync("#note", "家里有台阶，请慢一点");
        await ConsoleSite.ShootAsync(page, "place-order");
        await page.GetByRole(AriaRole.Button, new() { Name = "下单", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "核验码" })).ToBeVisibleAsync();
        await Expect(page.GetByText("余额 280 元")).ToBeVisibleAsync();
        await ConsoleSite.ShootAsync(page, "elder");
        var order = Assert.Single(await site.Inside<OrderBook>().OrdersOfElderAsync("E003", 10, CancellationToken.None));
        Assert.Equal(("haircut", "console", "家里有台阶，请慢一点"), (order.Terms.Service, order.Terms.Channel, order.Terms.Note));
        Assert.Empty(site.Errors);
    }

    [Fact]
    public async Task An_order_is_cancelled_with_a_reason_and_a_refusal_is_read_in_words()
    {
        var order = await site.PlaceAsync("E001", "cleaning", TimeSpan.FromHours(26));
        var page = await site.SignInAsync("罗晓燕", AccountRole.Operator, "O01");
        await page.GotoAsync($"/console/orders/{order.Number}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "打扫卫生" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("t");
        await page.FillAsync("#until", "00:10");
        await page.GetByRole(AriaRole.Button, new() { Name = "改到这个时间" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("结束时间必须晚于开始时间。");
        await page.GetByRole(AriaRole.Button, new() { Name = "放弃" }).ClickAsync();
        await Expect(page.Locator("#until")).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("x");
        await page.FillAsync("#reason", "女儿打电话来说不用了");
        await ConsoleSite.ShootAsync(page, "order-cancel");
        await page.GetByRole(AriaRole.Button, new() { Name = "取消工单" }).ClickAsync();
        await Expect(page.GetByText("工单已取消。")).ToBeVisibleAsync();
        await Expect(page.GetByText("取消：女儿打电话来说不用了")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.List).GetByText("罗晓燕")).ToBeVisibleAsync();
        Assert.Equal(OrderState.Cancelled, (await site.Inside<OrderBook>().FindAsync(order.Number, CancellationToken.None))!.State);
        Assert.Empty(site.Errors);
    }

    [Fact]
    public async Task Of_two_operators_who_reassign_one_order_the_second_is_told_and_nothing_is_undone()
    {
        var order = await site.PlaceAsync("E004", "cleaning", TimeSpan.FromHours(30));
        var first = await site.SignInAsync("罗晓燕", AccountRole.Operator, "O01");
        var second = await site.SignInAsync("黄志勇", AccountRole.Operator, "O02");
        foreach (var page in new[] { first, second })
        {
            await page.GotoAsync($"/console/orders/{order.Number}?do=assign");
        }

        await first.SelectOptionAsync("#vendor", "V002");
        await second.SelectOptionAsync("#vendor", "V001");
        await first.GetByRole(AriaRole.Button, new() { Name = "派给这一家" }).ClickAsync();
        await Expect(first.GetByText("已经改派。")).ToBeVisibleAsync();
        await Expect(second.GetByText("人工派给 象山好帮手家政")).ToBeVisibleAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "派给这一家" }).ClickAsync();
        await Expect(second.Locator("#reason")).ToBeVisibleAsync();
        Assert.Equal("V002", (await site.Inside<OrderBook>().FindAsync(order.Number, CancellationToken.None))!.VendorId);
        await Expect(second.Locator("#vendor")).ToHaveValueAsync("V001");

        await second.FillAsync("#reason", "老人要原来的阿姨");
        await second.GetByRole(AriaRole.Button, new() { Name = "派给这一家" }).ClickAsync();
        await Expect(second.GetByRole(AriaRole.Alert)).ToContainTextAsync("您填写的时候工单变了");
        await ConsoleSite.ShootAsync(second, "order-raced");
        Assert.Equal("V002", (await site.Inside<OrderBook>().FindAsync(order.Number, CancellationToken.None))!.VendorId);

        await second.GetByRole(AriaRole.Button, new() { Name = "派给这一家" }).ClickAsync();
        await Expect(second.GetByText("已经改派。")).ToBeVisibleAsync();
        Assert.Equal("V001", (await site.Inside<OrderBook>().FindAsync(order.Number, CancellationToken.None))!.VendorId);
        Assert.Empty(site.Errors);
    }

    [Fact]
    public async Task What_an_operator_opened_is_on_the_record_and_an_auditor_reads_it_but_may_change_nothing()
    {
        var operatorPage = await site.SignInAsync("罗晓燕", AccountRole.Operator, "O01");
        await operatorPage.GotoAsync("/console/elders/E007");
        await Expect(operatorPage.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("罗桂珍");
        await operatorPage.GotoAsync("/console/audit");
        await Expect(operatorPage.GetByRole(AriaRole.Alert)).ToHaveTextAsync("您的角色不能看这个页面。");

        var auditor = await site.SignInAsync("审计", AccountRole.Auditor);
        await auditor.GotoAsync("/console/audit?record=elder:E007");
        await Expect(auditor.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(auditor.Locator("tbody tr")).ToContainTextAsync("查看");
        await ConsoleSite.ShootAsync(auditor, "audit");
        await auditor.GotoAsync("/console/elders/E007");
        await Expect(auditor.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("罗桂珍");
        await Expect(auditor.GetByText("修改档案", new() { Exact = true })).ToHaveCountAsync(0);
        var entries = await site.Inside<AuditTrail>().LatestAsync(null, "elder:E007", null, 10, CancellationToken.None);
        Assert.Equal([AuditTrail.Viewed, AuditTrail.Viewed], entries.Select(entry => entry.What));
        Assert.Empty(site.Errors);
    }

    [Fact]
    public async Task A_supervisor_settles_a_voucher_an_operator_notes_whom_an_elder_does_not_want_and_both_are_on_the_record()
    {
        var page = await site.SignInAsync("罗晓燕", AccountRole.Operator, "O01");
        await page.GotoAsync("/console/elders/E006?do=edit");
        await page.FillAsync("#refused", "象山好帮手家政、没有这家");
        await Expect(page.Locator("#voucher")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("没有叫“没有这家”的服务商，请检查。");
        await page.FillAsync("#refused", "象山好帮手家政");
        await page.SelectOptionAsync("#dialect", "southwestern");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByText("喜欢 无；不要 象山好帮手家政")).ToBeVisibleAsync();

        var lead = await site.SignInAsync("廖主任", AccountRole.Supervisor, "O03");
        await lead.GotoAsync("/console/elders/E006?do=edit");
        await lead.FillAsync("#voucher", "两百");
        await lead.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(lead.GetByRole(AriaRole.Alert)).ToContainTextAsync("结余不对");
        await ConsoleSite.ShootAsync(lead, "elder-settled");
        await lead.FillAsync("#voucher", "150.5");
        await lead.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(lead.GetByText("余额 150.5 元")).ToBeVisibleAsync();

        var records = site.Inside<ElderRecords>();
        var elder = (await records.FindAsync("E006", CancellationToken.None))!.Elder;
        Assert.Equal((15050, "southwestern"), (elder.VoucherFen, elder.Dialect));
        Assert.Equal(["V002"], elder.RefusedVendorIds);
        var history = await records.HistoryAsync(elder, CancellationToken.None);
        Assert.Equal(["operator:O03", "operator:O01"], history.Select(change => change.By));
        Assert.Equal(["dialect", "refusedVendorIds"], history[1].Fields.Keys.Order());
        Assert.Equal(new FieldChange("20000", "15050"), history[0].Fields["voucherFen"]);
        Assert.Empty(site.Errors);
    }

    [Fact]
    public async Task An_administrator_opens_an_account_whose_password_is_shown_once_and_must_be_changed_and_ends_its_sessions()
    {
        var admin = await site.SignInAsync("管理", AccountRole.Admin);
        await admin.GotoAsync("/console/accounts");
        await admin.FillAsync("#new-name", "huang");
        await admin.FillAsync("#full-name", "黄志勇");
        await admin.SelectOptionAsync("#operator", "O02");
        await admin.GetByRole(AriaRole.Button, new() { Name = "开账号" }).ClickAsync();
        var password = await admin.Locator(".secret").InnerTextAsync();
        await ConsoleSite.ShootAsync(admin, "accounts");

        var page = await site.OpenPageAsync();
        await page.GotoAsync("/console/sign-in");
        await page.FillAsync("#name", "huang");
        await page.FillAsync("#password", password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/console/password");
        await page.GotoAsync("/console/orders");
        await Expect(page).ToHaveURLAsync($"{site.Address}console/password");
        await page.FillAsync("#old", password);
        await page.FillAsync("#chosen", ConsoleSite.Password);
        await page.FillAsync("#again", ConsoleSite.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/console/board");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "要盯的工单" })).ToBeVisibleAsync();

        await admin.GetByRole(AriaRole.Row, new() { Name = "huang" }).GetByRole(AriaRole.Button, new() { Name = "停用" }).ClickAsync();
        await Expect(admin.GetByText("账号 huang 已停用。")).ToBeVisibleAsync();
        await page.WaitForURLAsync("**/console/sign-in**");
        Assert.Empty(site.Errors);
    }

    [Theory]
    [InlineData(1280, 720, "zh-CN")]
    [InlineData(390, 844, "zh-CN")]
    [InlineData(1280, 720, "en")]
    public async Task Every_page_is_free_of_what_axe_complains_of(int width, int height, string language)
    {
        var order = await site.PlaceAsync("E005", "cleaning", TimeSpan.FromHours(3));
        using var chatter = await DirectLineChatter.ConnectAsync(site.Address);
        await chatter.SaysAsync("我要人工");
        await chatter.HearsAsync("人工");
        var page = await site.SignInAsync("管理", AccountRole.Admin, width: width, height: height, language: language);
        string[] paths =
        [
            "board", "orders", $"orders/{order.Number}?do=assign", $"orders/{order.Number}?do=change", "elders", "elders/E001?do=edit", "elders/E001?do=order",
            "search?q=王", "vendors", "vendors/V001", "duty", "audit", "accounts", "account", "password",
            $"chats/{site.Inside<ChatBoard>().Open[^1].Id}",
        ];
        foreach (var path in paths)
        {
            await page.GotoAsync($"/console/{path}");
            await Expect(page.Locator("h1").First).ToBeVisibleAsync();
            await Expect(page.GetByText(language == "en" ? "Reading…" : "正在读取…")).ToHaveCountAsync(0);
            var found = await page.RunAxe();
            Assert.True(found.Violations.Length == 0, $"{path}: {string.Join("; ", found.Violations.Select(violation => $"{violation.Id} {string.Join(" ", violation.Nodes.Select(node => node.Html))}"))}");
            Assert.Equal((path, width), (path, await page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
            await ConsoleSite.ShootAsync(page, $"{width}-{language}-{path.Split('?')[0].Replace('/', '-').Replace(order.Number, "one", StringComparison.Ordinal)}{(path.Contains("do=", StringComparison.Ordinal) ? path.Split("do=")[1] : "")}");
        }

        Assert.Empty(site.Errors);
    }
}
