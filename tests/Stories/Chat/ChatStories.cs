using System.Text.Json;
using Dispatch.Alarms;
using Dispatch.Escalations;
using VoiceGateway.Chat;
using VoiceGateway.Chat.Linking;
using static Stories.TownspeopleOfGuilin;
using ClaimOutcome = VoiceGateway.Chat.ClaimOutcome;

namespace Stories.Chat;

/// <summary>Families in a chat, through Bot Framework's own client.</summary>
public sealed class ChatStories
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_Bot_Framework_client_orders_a_meal_and_is_handed_to_an_operator(bool webSocket) => Town.TellAsync(async town =>
    {
        await using var client = await DirectLineClient.ConnectAsync(town, webSocket);
        await client.HearsAsync("绑定码");
        await client.SaysAsync("明天中午给我妈送一份饭");
        await client.HearsAsync("绑定码");
        await client.SaysAsync($"码是 {await town.Inside<LinkCodes>().IssueAsync(GrandmaWangMobile, CancellationToken.None)}");
        await client.HearsAsync("对上了");
        var asked = await client.HearsAsync("送饭", "对不对");
        Assert.Equal("对", asked.GetProperty("suggestedActions").GetProperty("actions")[0].GetProperty("value").GetString());
        await client.SaysAsync("对");
        await client.HearsAsync("上门核验码");
        await town.Inboxes.SomebodyGetsAsync("送饭");

        await client.SaysAsync("我要人工");
        var handed = await client.IsToldAsync("handoff.initiate");
        Assert.Contains("明天中午给我妈送一份饭", Transcript(handed));

        var desk = town.Inside<ChatDesk>();
        var waiting = Assert.Single(await desk.OpenAsync("guilin", CancellationToken.None));
        Assert.Contains("王秀英", waiting.Handover!.Summary, StringComparison.Ordinal);
        Assert.Equal(ClaimOutcome.Claimed, await desk.ClaimAsync(waiting.Id, "O001", "罗晓燕", OperatorLuo, CancellationToken.None));
        await town.Inboxes.GetsAsync(OperatorHuang, "已有人接手");
        Assert.Equal(ClaimOutcome.AlreadyClaimed, await desk.ClaimAsync(waiting.Id, "O002", "黄建国", OperatorHuang, CancellationToken.None));
        Assert.Equal("accepted", (await client.IsToldAsync("handoff.status")).GetProperty("value").GetProperty("state").GetString());

        await client.SaysAsync("老年证怎么办");
        await Patience.UntilAsync(
            town.Clock,
            async () => (await desk.ReadAsync(waiting.Id, 0, CancellationToken.None)).OfType<ChatEvent.Said>().FirstOrDefault(said => said.Text == "老年证怎么办"),
            () => "the operator does not see what is typed");
        Assert.False(await desk.SendAsync(waiting.Id, "O002", "我来说", CancellationToken.None));
        Assert.True(await desk.SendAsync(waiting.Id, "O001", "带身份证来社区就行", CancellationToken.None));
        await client.HearsAsync("带身份证来社区就行");

        Assert.True(await desk.HandBackAsync(waiting.Id, "O001", isSeenTo: false, CancellationToken.None));
        Assert.Equal("completed", (await client.IsToldAsync("handoff.status")).GetProperty("value").GetProperty("state").GetString());
        await client.HearsAsync("别的");
        Assert.Empty(await desk.OpenAsync("guilin", CancellationToken.None));
        Assert.Empty(await town.Inside<EscalationDesk>().OpenAsync(CancellationToken.None));
        await client.SaysAsync("打扫卫生多少钱");
        await client.HearsAsync("四十块");
    });

    [Fact]
    public Task Danger_in_a_chat_raises_the_alarm_before_it_is_known_who_types() => Town.TellAsync(async town =>
    {
        await using var client = await DirectLineClient.ConnectAsync(town);
        await client.HearsAsync("绑定码");
        await client.SaysAsync("我妈摔倒了，爬不起来");
        await client.HearsAsync("叫人", "不要急着扶");
        await client.IsToldAsync("handoff.initiate");
        await town.Inboxes.GetsAsync(OperatorLuo, "紧急");
        await town.Inboxes.GetsAsync(OperatorHuang, "紧急");
        var waiting = Assert.Single(await town.Inside<ChatDesk>().OpenAsync("guilin", CancellationToken.None));
        Assert.Equal("danger", waiting.Handover!.Reason);

        Assert.Equal(ClaimOutcome.Claimed, await town.Inside<ChatDesk>().ClaimAsync(waiting.Id, "O01", "罗晓燕", OperatorLuo, CancellationToken.None));
        await town.Inboxes.GetsAsync(OperatorHuang, "罗晓燕", "接手");
        Assert.Equal("罗晓燕", Assert.Single(town.Inside<AlarmDesk>().Open()).Acknowledged!.Person.Name);
    });

    [Fact]
    public Task A_phone_that_is_named_is_confirmed_by_the_code_that_it_gets() => Town.TellAsync(async town =>
    {
        await using var client = await DirectLineClient.ConnectAsync(town);
        await client.HearsAsync("绑定码");
        await client.SaysAsync("199 0000 1001");
        await client.HearsAsync("1001", "验证码");
        var code = (await town.Inboxes.GetsAsync(GrandmaWangMobile, "验证码")).Text;
        await client.SaysAsync("000000");
        await client.HearsAsync("不对");
        await client.SaysAsync(string.Concat(code.Skip(8).Where(char.IsAsciiDigit).Take(6)));
        await client.HearsAsync("对上了");
        await client.HearsAsync("王奶奶");
    });

    private static IEnumerable<string?> Transcript(JsonElement initiated) => initiated.GetProperty("attachments")[0].GetProperty("content").GetProperty("activities")
        .EnumerateArray().Select(activity => activity.GetProperty("text").GetString());
}
