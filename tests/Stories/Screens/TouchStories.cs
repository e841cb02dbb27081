using System.Net;
using System.Text.Json;
using Dispatch.Alarms;
using Dispatch.Screens;
using VoiceGateway.Chat;
using VoiceGateway.Chat.Linking;
using static Stories.TownspeopleOfGuilin;

namespace Stories.Screens;

/// <summary>A touch screen that stands with an elder: whom it lets in, and wishes that move between it, the telephone and the operators.</summary>
public sealed class TouchStories
{
    private const string Wang = "E001";
    private const string WrongCode = "000000";

    [Fact]
    public Task A_screen_is_let_in_for_a_code_once_and_until_it_is_unpaired() => Town.TellAsync(async town =>
    {
        using var stranger = new TouchPage(town);
        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.SaysAsync("送饭"));
        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.CallsForHelpAsync());
        Assert.False((await stranger.SeesAsync(message => message.TryGetProperty("paired", out _))).GetProperty("paired").GetBoolean());

        var code = await TouchPage.CodeAsync(town, Wang);
        Assert.Equal(HttpStatusCode.NoContent, await stranger.PairsAsync(code));
        using var another = new TouchPage(town);
        Assert.Equal(HttpStatusCode.NotFound, await another.PairsAsync(code));
        Assert.Equal(HttpStatusCode.NotFound, await another.PairsAsync(await town.Inside<LinkCodes>().IssueAsync(GrandmaWangMobile, CancellationToken.None)));
        Assert.Equal(HttpStatusCode.Forbidden, await stranger.PostAsync("say", new { text = "送饭", id = "1" }, origin: "https://elsewhere.example"));

        Assert.Equal("王奶奶", (await stranger.SeesAsync(view => view.TryGetProperty("called", out _))).GetProperty("called").GetString());
        await town.RestartAsync();
        var screen = Assert.Single(await town.Inside<ScreenBook>().OfElderAsync(Wang, CancellationToken.None));
        await town.Inside<ScreenBook>().RevokeAsync(Wang, screen.Id, "luo", CancellationToken.None);
        Assert.Empty(await town.Inside<ScreenBook>().OfElderAsync(Wang, CancellationToken.None));
    });

    [Fact]
    public Task Who_guesses_codes_is_stopped() => Town.TellAsync(async town =>
    {
        using var guesser = new TouchPage(town);
        for (var times = 0; times < 5; times++)
        {
            Assert.Equal(HttpStatusCode.NotFound, await guesser.PairsAsync(WrongCode));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await guesser.PairsAsync(await TouchPage.CodeAsync(town, Wang)));
    });

    [Fact]
    public Task A_wish_begun_on_the_phone_is_seen_on_the_screen_and_finished_there() => Town.TellAsync(async town =>
    {
        using var page = await TouchPage.PairedAsync(town, Wang);
        await using (var phone = await town.CallFromAsync(GrandmaWang))
        {
            await phone.HearsAsync("您好");
            await phone.SaysAsync("我想打扫卫生");
            await phone.HearsAsync("哪天");
            await page.SeesAsync(view => Wish(view, "source") == "phone" && Wish(view, "name") == "打扫卫生");
            await phone.HangsUpAsync();
        }

        await page.SeesAsync(view => Wish(view, "source") == "left" && Wish(view, "name") == "打扫卫生");
        Assert.Equal(HttpStatusCode.NoContent, await page.TakesUpAsync());
        await page.SeesAsync(view => Says(view, "接着订吗"));
        await page.SaysAsync("对");
        await page.SeesAsync(view => Says(view, "哪天几点") && view.GetProperty("talk").GetProperty("choices").GetArrayLength() > 1);
        await page.SaysAsync("明天下午三点");
        await page.SeesAsync(view => Says(view, "对不对") && Wish(view, "source") == "here" && Wish(view, "time") == "明天下午三点" && Wish(view, "sum") == "八十块");
        await page.SaysAsync("对");
        var done = await page.SeesAsync(view => view.GetProperty("orders").GetArrayLength() == 1 && view.GetProperty("orders")[0].GetProperty("step").GetInt32() == 1);
        Assert.Equal(4, done.GetProperty("orders")[0].GetProperty("code").GetString()!.Length);
        await town.Inboxes.SomebodyGetsAsync("打扫");
    });

    [Fact]
    public Task An_operator_answers_on_the_screen_and_gives_the_elder_back_to_the_bot() => Town.TellAsync(async town =>
    {
        using var page = await TouchPage.PairedAsync(town, Wang);
        await page.SaysAsync("我要打扫卫生");
        await page.SaysAsync("人工");
        await page.SeesAsync(view => view.TryGetProperty("talk", out var talk) && talk.GetProperty("waits").GetBoolean());
        var desk = town.Inside<ChatDesk>();
        var chat = Assert.Single(await desk.OpenAsync("guilin", CancellationToken.None));
        Assert.Contains("打扫卫生", chat.Handover!.Summary, StringComparison.Ordinal);
        Assert.Equal(ClaimOutcome.Claimed, await desk.ClaimAsync(chat.Id, "O01", "罗晓燕", OperatorLuo, CancellationToken.None));
        await town.Inboxes.GetsAsync(OperatorHuang, "已有人接手");
        Assert.True(await desk.SendAsync(chat.Id, "O01", "王奶奶，我是小罗。", CancellationToken.None));
        await page.SeesAsync(view => Says(view, "我是小罗") && view.GetProperty("talk").GetProperty("operator").GetString() == "罗晓燕");
        Assert.True(await desk.HandBackAsync(chat.Id, "O01", isSeenTo: false, CancellationToken.None));
        await page.SeesAsync(view => Says(view, "哪天"));
    });

    [Fact]
    public Task Help_is_called_and_the_screen_says_who_has_it() => Town.TellAsync(async town =>
    {
        using var page = await TouchPage.PairedAsync(town, Wang);
        Assert.Equal(HttpStatusCode.NoContent, await page.CallsForHelpAsync());
        await town.Inboxes.GetsAsync(OperatorLuo, "紧急");
        await town.Inboxes.GetsAsync(OperatorHuang, "紧急");
        var alarm = Assert.Single(town.Inside<AlarmDesk>().Open());
        Assert.Equal((Wang, "screen"), (alarm.Person.ElderId, alarm.Person.Source));
        await page.SeesAsync(view => view.GetProperty("alarm").ValueKind == JsonValueKind.Object && view.GetProperty("alarm").GetProperty("by").ValueKind == JsonValueKind.Null);
        await town.Inside<AlarmDesk>().AcknowledgeAsync(alarm.Id, "O01", CancellationToken.None);
        await page.SeesAsync(view => view.GetProperty("alarm").GetProperty("by").GetString() == "罗晓燕");
        await town.Inboxes.GetsAsync(OperatorHuang, "罗晓燕接手");
    });

    private static string? Wish(JsonElement view, string what) =>
        view.TryGetProperty("wish", out var wish) && wish.ValueKind == JsonValueKind.Object ? wish.GetProperty(what).GetString() : null;

    private static bool Says(JsonElement view, string words) =>
        view.TryGetProperty("talk", out var talk) && talk.ValueKind == JsonValueKind.Object && talk.GetProperty("question").GetString()!.Contains(words, StringComparison.Ordinal);
}
