using Testing;
using static Stories.TownspeopleOfGuilin;

namespace Stories;

/// <summary>Callers who need a person, and callers in danger.</summary>
public sealed class PeopleStories
{
    [Fact]
    public Task Whoever_asks_for_a_person_talks_to_the_first_operator_who_presses_the_key() => Town.TellAsync(TalkToOperatorAsync);

    [Fact]
    public Task Calls_over_a_port_of_their_own_are_calls_like_others() => OverMediaPortAsync(RedisServer.FreePort());

    [Theory]
    [InlineData("我摔了一跤，爬不起来了", "动")]
    [InlineData("我胸口闷得很，喘不上气", "您别挂")]
    [InlineData("屋头有煤气味，我脑壳昏", "走到屋外")]
    public Task Danger_rings_the_operators_at_once_and_the_caller_is_told_what_to_do_meanwhile(string words, string advice) => Town.TellAsync(async town =>
    {
        await using var elder = await town.CallFromAsync(GrandmaWang);
        await elder.HearsAsync("您好");
        await elder.SaysAsync(words);
        await elder.HearsAsync(advice);
        await town.Inboxes.GetsAsync(OperatorLuo, "紧急", "王秀英", "安新南路");
        await town.Inboxes.GetsAsync(OperatorHuang, "紧急", "王秀英", "安新南路");

        await using var rescuer = await town.AnswerAsync(OperatorHuang);
        await rescuer.HearsAsync("紧急报警", "王秀英", "安新南路");
        await rescuer.PressesAsync('1');
        await elder.HearsAsync();
        await rescuer.SaysAsync("王奶奶，我们马上到");
        await elder.HearsPersonSayAsync("马上到");
        await town.Inboxes.GetsAsync(OperatorLuo, "接手");
    });

    [Fact]
    public Task A_caller_in_danger_whose_line_breaks_is_still_rescued() => Town.TellAsync(async town =>
    {
        await using (var elder = await town.CallFromAsync(GrandmaWang))
        {
            await elder.HearsAsync("您好");
            await elder.SaysAsync("我要人工");
            await elder.HearsAsync("人工");
            await elder.SaysAsync("哎哟我摔倒了，爬不起来");
            await elder.HearsAsync("动");
            await elder.HangsUpAsync();
        }

        await town.PassAsync(TimeSpan.FromSeconds(20));
        await town.Inboxes.GetsAsync(OperatorLuo, "紧急", "王秀英");
        await town.Inboxes.GetsAsync(OperatorHuang, "紧急", "王秀英");
        await town.Inboxes.GetsAsync(DaughterWang, "王秀英报警");
        await using var rescuer = await town.AnswerAsync(OperatorHuang);
        await rescuer.HearsAsync("紧急报警", "王秀英");
        await rescuer.PressesAsync('1');
        await town.Inboxes.GetsAsync(OperatorLuo, "接手");
        await town.Inboxes.GetsAsync(DaughterWang, "接手");
    });

    [Fact]
    public Task A_caller_who_says_nothing_is_prompted_twice_and_then_a_person_is_fetched() => Town.TellAsync(async town =>
    {
        await using var elder = await town.CallFromAsync(GrandmaWang);
        await elder.HearsAsync("您好");
        town.Clock.Advance(TimeSpan.FromSeconds(7));
        await elder.HearsAsync("您还在吗");
        town.Clock.Advance(TimeSpan.FromSeconds(7));
        await elder.HearsAsync();
        town.Clock.Advance(TimeSpan.FromSeconds(7));
        await elder.HearsAsync("我请人来看看");
        await using var one = await town.AnswerAsync(OperatorLuo);
        await one.PressesAsync('1');
        await elder.HearsAsync();
        await town.Inboxes.GetsAsync(OperatorHuang, "已有人接手");
    });

    [Fact]
    public Task A_caller_who_is_not_understood_twice_is_put_through_with_what_was_said() => Town.TellAsync(async town =>
    {
        await using var elder = await town.CallFromAsync(GrandmaWang);
        await elder.HearsAsync("您好");
        await elder.SaysAsync("咕噜咕噜");
        await elder.HearsAsync("没听");
        await elder.SaysAsync("叽里呱啦");
        await elder.HearsAsync("您别挂");
        await using var one = await town.AnswerAsync(OperatorLuo);
        await one.HearsAsync("王秀英", "听懂");
        await one.PressesAsync('1');
        await elder.HearsAsync();
        await town.Inboxes.GetsAsync(OperatorHuang, "已有人接手");
    });

    private static Task OverMediaPortAsync(int port) =>
        Town.TellAsync(TalkToOperatorAsync, $"--urls=http://127.0.0.1:{port}", $"--Calls:MediaPort={port}");

    private static async Task TalkToOperatorAsync(Town town)
    {
        await using var elder = await town.CallFromAsync(GrandmaWang);
        await elder.HearsAsync("您好");
        await elder.SaysAsync("我要人工");
        await elder.HearsAsync("人工");

        await using var one = await town.AnswerAsync(OperatorLuo);
        await one.HearsAsync("王秀英", "按");
        await one.PressesAsync('1');
        await elder.HearsAsync();
        await elder.SaysAsync("我想问一下老年证怎么办");
        await one.HearsPersonSayAsync("老年证");
        await one.SaysAsync("您带身份证来社区就行");
        await elder.HearsPersonSayAsync("身份证");
        await town.Inboxes.GetsAsync(OperatorHuang, "已有人接手");
        await one.HangsUpAsync();
        await elder.HearsGoodbyeAsync();
    }
}
