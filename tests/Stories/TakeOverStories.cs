using Dispatch.Alarms;
using Dispatch.Escalations;
using VoiceGateway.Calls.Live;
using static Stories.TownspeopleOfGuilin;

namespace Stories;

/// <summary>Operators who watch calls at the console, and take one over.</summary>
public sealed class TakeOverStories
{
    private static readonly LivePerson Luo = new("operator:GL-O1", "罗晓燕", OperatorLuo);
    private static readonly LivePerson Huang = new("operator:GL-O2", "黄志强", OperatorHuang);

    [Fact]
    public Task What_both_sides_say_is_seen_as_it_is_said_and_the_half_filled_order_with_it() => Town.TellAsync(async town =>
    {
        await using var elder = await town.CallFromAsync(GrandmaWang);
        await elder.HearsAsync("您好");
        await elder.SaysAsync("明天请人来打扫卫生");
        await elder.HearsAsync("几点");

        var call = await CallAsync(town);
        Assert.Equal((GrandmaWang, "guilin", true), (call.Phone, call.Region, call.CanPrompt));
        await WordsAsync(town, call, words =>
            words is [{ Who: "bot" } greeting, ..] && greeting.Text.Contains("您好", StringComparison.Ordinal)
            && words.Any(each => each is { Who: "caller", Final: true, Text: "明天请人来打扫卫生" })
            && words[^1] is { Who: "bot" });
        var open = await town.Inside<DialogBot.Bot>().LookAsync(call.Conversation, TestContext.Current.CancellationToken);
        var wish = Assert.Single(open!.Wishes);
        Assert.Equal(("cleaning", new DateOnly(2026, 11, 24), (DateTimeOffset?)null), (wish.Service, wish.Day, wish.From));
        Assert.Contains("安新南路", wish.Address, StringComparison.Ordinal);

        await elder.TypesAsync("下午三点");
        await WordsAsync(town, call, words => words[^1] is { Who: "caller", Final: false, Text: "下午三点" });
        await elder.SaysAsync("下午三点钟");
        await elder.HearsAsync("对不对");
        await WordsAsync(town, call, words => words.All(each => each.Final) && words.Any(each => each is { Who: "caller", Text: "下午三点钟" }));

        await elder.HangsUpAsync();
        await UntilAsync(town, () => Desk(town).Calls.Count == 0);
    });

    [Fact]
    public Task An_operator_takes_a_call_over_and_when_they_hang_up_the_caller_is_asked_for_anything_else() => Town.TellAsync(async town =>
    {
        await using var elder = await town.CallFromAsync(GrandmaWang);
        await elder.HearsAsync("您好");
        await elder.SaysAsync("明天请人来打扫卫生");
        await elder.HearsAsync("几点");
        var call = await CallAsync(town);

        Assert.Equal(TakeOverOutcome.Done, await TakeOverAsync(town, call, Luo));
        await using var one = await town.AnswerAsync(OperatorLuo);
        await one.HearsAsync("接管");
        Assert.Equal(TakeOverOutcome.Taken, await TakeOverAsync(town, call, Huang));
        await UntilAsync(town, () => Desk(town).Find(call.Conversation)?.TakenBy == Luo);
        await one.PressesAsync('1');
        await elder.HearsAsync("接通");
        await UntilAsync(town, () => Desk(town).Find(call.Conversation) is { With: OperatorLuo, State: "bridged" });
        await elder.SaysAsync("我要问补贴");
        await one.HearsPersonSayAsync("补贴");
        await one.SaysAsync("您的补贴还有两百块");
        await elder.HearsPersonSayAsync("两百块");
        await WordsAsync(town, call, words => words.Any(each => each is { Who: "operator", Text: "您的补贴还有两百块" }));

        await one.HangsUpAsync();
        await elder.HearsAsync("还有别的事吗");
        await UntilAsync(town, () => Desk(town).Find(call.Conversation) is { TakenBy: null, With: null });
        await elder.SaysAsync("没有了");
        await elder.HearsGoodbyeAsync();
    });

    [Fact]
    public Task Of_two_operators_who_take_the_same_call_one_gets_it() => Town.TellAsync(async town =>
    {
        await using var elder = await town.CallFromAsync(GrandmaWang);
        await elder.HearsAsync("您好");
        var call = await CallAsync(town);

        var outcomes = await Task.WhenAll(TakeOverAsync(town, call, Luo), TakeOverAsync(town, call, Huang));

        Assert.Equal([TakeOverOutcome.Done, TakeOverOutcome.Taken], outcomes.Order());
        await elder.HangsUpAsync();
        await UntilAsync(town, () => Desk(town).Calls.Count == 0);
        Assert.Equal(TakeOverOutcome.CallerGone, await TakeOverAsync(town, call, Luo));
    });

    [Fact]
    public Task A_caller_who_waits_for_anybody_is_taken_at_the_console_and_the_other_phones_fall_silent() => Town.TellAsync(async town =>
    {
        await using var elder = await town.CallFromAsync(GrandmaWang);
        await elder.HearsAsync("您好");
        await elder.SaysAsync("我要人工");
        await elder.HearsAsync("人工");
        var call = await CallAsync(town);
        await using var rung = await town.AnswerAsync(OperatorLuo);
        await rung.HearsAsync("王秀英");

        Assert.Equal(TakeOverOutcome.Done, await TakeOverAsync(town, call, Luo with { Phone = SupervisorLiao }));
        await using var desk = await town.AnswerAsync(SupervisorLiao);
        await desk.HearsAsync("接管");
        await desk.PressesAsync('1');
        await elder.HearsAsync("接通");
        await town.Inboxes.GetsAsync(OperatorHuang, "已有人接手");
        await town.Inboxes.GetsAsync(OperatorLuo, "已有人接手");
        await rung.HearsGoodbyeAsync();

        await desk.HangsUpAsync();
        await elder.HearsGoodbyeAsync("挂断");
        Assert.Empty(await town.Inside<EscalationDesk>().OpenAsync(TestContext.Current.CancellationToken));
    });

    [Fact]
    public Task Who_takes_over_the_call_of_an_alarm_at_the_console_has_the_alarm_and_nobody_further_is_rung() => Town.TellAsync(async town =>
    {
        await using var elder = await town.CallFromAsync(GrandmaWang);
        await elder.HearsAsync("您好");
        await elder.SaysAsync("我摔倒了，爬不起来");
        await elder.HearsAsync("不要动");
        await town.Inboxes.GetsAsync(OperatorLuo, "紧急", "王秀英");
        await town.Inboxes.GetsAsync(OperatorHuang, "紧急", "王秀英");
        var alarm = Assert.Single(town.Inside<AlarmDesk>().Open());
        Assert.Null(alarm.Acknowledged);

        Assert.Equal(TakeOverOutcome.Done, await TakeOverAsync(town, await CallAsync(town), new LivePerson("operator:O03", "廖主任", SupervisorLiao)));
        await using var desk = await town.AnswerAsync(SupervisorLiao);
        await desk.PressesAsync('1');
        await elder.HearsAsync("接通");
        await town.Inboxes.GetsAsync(OperatorLuo, "廖主任", "接手");
        await town.Inboxes.GetsAsync(OperatorHuang, "廖主任", "接手");
        alarm = Assert.Single(town.Inside<AlarmDesk>().Open());
        Assert.Equal(("廖主任", SupervisorLiao, "console"), (alarm.Acknowledged!.Person.Name, alarm.Acknowledged.Person.Phone, alarm.Acknowledged.Via));

        await town.PassAsync(TimeSpan.FromMinutes(2));
        Assert.All(Assert.Single(town.Inside<AlarmDesk>().Open()).Steps, step => Assert.All(step.People, person => Assert.Equal("operator", person.Role)));
        await desk.HangsUpAsync();
    });

    [Fact]
    public Task What_an_operator_whispers_the_bot_says_to_the_caller_and_goes_on() => Town.TellAsync(async town =>
    {
        await using var elder = await town.CallFromAsync(GrandmaWang);
        await elder.HearsAsync("您好");
        var call = await CallAsync(town);

        Assert.Equal(TakeOverOutcome.Done, await Desk(town).PromptAsync(call.Conversation, Luo, "您的补贴还有两百块。", TestContext.Current.CancellationToken));

        await elder.HearsAsync("您的补贴还有两百块");
        await elder.SaysAsync("明天下午三点请人来打扫卫生");
        await elder.HearsAsync("对不对");
    });

    [Fact]
    public Task A_caller_who_hung_up_while_nobody_was_free_is_on_the_list() => Town.TellAsync(async town =>
    {
        await using (var elder = await town.CallFromAsync(GrandmaWang))
        {
            await elder.HearsAsync("您好");
            await elder.SaysAsync("我要人工");
            await elder.HearsAsync("人工");
            await elder.HangsUpAsync();
        }

        IReadOnlyList<OpenEscalation> open = [];
        await UntilAsync(town, async () => (open = await town.Inside<EscalationDesk>().OpenAsync(TestContext.Current.CancellationToken)).Count > 0);
        var missed = Assert.IsType<OpenEscalation.OfCaller>(Assert.Single(open));
        Assert.Equal((GrandmaWang, "王秀英", "asked"), (missed.Caller.Phone, missed.Caller.Name, missed.Reason));
    });

    private static LiveDesk Desk(Town town) => town.Inside<LiveDesk>();

    private static Task<TakeOverOutcome> TakeOverAsync(Town town, LiveCall call, LivePerson person) =>
        Desk(town).TakeOverAsync(call.Conversation, person, TestContext.Current.CancellationToken);

    private static Task<LiveCall> CallAsync(Town town) =>
        Patience.UntilAsync(town.Clock, () => Task.FromResult(Desk(town).Calls.SingleOrDefault()), () => "no call is seen");

    private static Task<IReadOnlyList<LiveWords>> WordsAsync(Town town, LiveCall call, Predicate<IReadOnlyList<LiveWords>> said) => Patience.UntilAsync(
        town.Clock,
        () => Task.FromResult(Desk(town).WordsOf(call.Conversation) is { Count: > 0 } words && said(words) ? words : null),
        () => $"seen was only: {string.Join(" | ", Desk(town).WordsOf(call.Conversation))}");

    private static Task<string> UntilAsync(Town town, Func<bool> isSo) => UntilAsync(town, () => Task.FromResult(isSo()));

    private static Task<string> UntilAsync(Town town, Func<Task<bool>> isSo) =>
        Patience.UntilAsync(town.Clock, async () => await isSo() ? "yes" : null, () => "it does not come");
}
