using DialogBot.Tests.Dialogs;

namespace DialogBot.Tests.Conversations;

/// <summary>The bot when its borders fail, repeat, hang or are shared with another process.</summary>
public sealed class BotTests
{
    private const string Danger = "我摔倒了，起不来";

    private static readonly Caller Wang = new("07735550101", "E1", "王桂英", "王奶奶", "中山中路12号", "guilin", "mandarin", 30000, 0);

    [Fact]
    public async Task The_caller_is_greeted_by_name_with_an_open_question()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        var reply = await call.Open();
        Assert.Contains("王奶奶，您好", reply.Text, StringComparison.Ordinal);
        Assert.EndsWith("？", reply.Text, StringComparison.Ordinal);
        Assert.Equal(NextStep.Listen, reply.Next);
    }

    [Fact]
    public async Task A_stranger_is_greeted_without_a_name() =>
        Assert.StartsWith("您好。", (await new Rehearsal(null, "2026-11-23 10:00").Open()).Text, StringComparison.Ordinal);

    [Fact]
    public async Task A_turn_delivered_twice_is_answered_once_with_the_same_reply()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        await call.Open();
        var first = await call.Say("我要找个人打扫卫生");
        var second = await call.SayAgain("我要找个人打扫卫生");
        Assert.Equal(first.Sentences, second.Sentences);
        Assert.Contains("对不起", (await call.Say("乌拉巴哈")).Text, StringComparison.Ordinal);
        Assert.Equal(NextStep.Listen, (await call.SayAgain("乌拉巴哈")).Next);
    }

    [Fact]
    public async Task Two_processes_that_hear_the_same_turn_answer_it_once()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        await call.Open();
        Reply? other = null;
        call.Store.Meanwhile = async () => other = await call.Bot.HearAsync(call.Call, Utterance.Typed("转人工", "t1"), CancellationToken.None);
        var mine = await call.Say("转人工");
        Assert.Equal(other!.Sentences, mine.Sentences);
        Assert.Equal(NextStep.AwaitOperator, mine.Next);
    }

    [Fact]
    public async Task With_the_store_down_the_caller_is_put_through_to_a_person()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        await call.Open();
        call.Store.LoadsFail = true;
        var reply = await call.Say("我要打扫卫生");
        Assert.Equal(NextStep.AwaitOperator, reply.Next);
        Assert.Equal("unavailable", Assert.Single(call.Desk.Handovers).Reason);
        Assert.Equal("王桂英", call.Desk.Handovers[0].Caller.Name);
    }

    [Fact]
    public async Task With_the_store_down_danger_still_raises_the_alarm()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        call.Store.LoadsFail = true;
        var reply = await call.Say(Danger);
        Assert.Equal(NextStep.AwaitRescue, reply.Next);
        Assert.Equal("fall", call.Desk.Alarms[0].Danger.Category);
        Assert.Equal("王桂英", call.Desk.Alarms[0].Caller.Name);
    }

    [Fact]
    public async Task With_a_store_that_hangs_the_alarm_is_raised_within_a_moment()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        call.Store.Hangs = true;
        var speaking = call.Say(Danger);
        call.Time.Advance(TimeSpan.FromMilliseconds(50));
        while (call.Desk.Alarms.Count == 0)
        {
            await Task.Yield();
        }

        Assert.False(speaking.IsCompleted);
        while (!speaking.IsCompleted)
        {
            call.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.Equal(NextStep.AwaitRescue, (await speaking).Next);
    }

    [Fact]
    public async Task With_everything_down_danger_still_keeps_the_line_for_rescue()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        call.Store.LoadsFail = true;
        call.Desk.Broken = true;
        var reply = await call.Say(Danger);
        Assert.Equal(NextStep.AwaitRescue, reply.Next);
        Assert.Equal("07735550101", call.Desk.Alarms[0].Caller.Phone);
    }

    [Fact]
    public async Task With_everything_down_a_caller_still_waits_for_a_person()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        call.Store.LoadsFail = true;
        call.Desk.Broken = true;
        Assert.Equal(NextStep.AwaitOperator, (await call.Say("我要打扫卫生")).Next);
    }

    [Fact]
    public async Task With_a_store_that_loads_but_does_not_save_the_caller_gets_a_person()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        await call.Open();
        call.Store.SavesFail = true;
        var reply = await call.Say("我要打扫卫生");
        Assert.Equal(NextStep.AwaitOperator, reply.Next);
        Assert.Contains("打扫卫生", call.Desk.Handovers[0].Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_registry_down_a_caller_is_served_as_a_stranger()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        call.Desk.Broken = true;
        Assert.StartsWith("您好", (await call.Open()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Danger_in_a_partial_result_raises_the_alarm_before_the_sentence_ends()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        await call.Open();
        Assert.True(await call.Watch("我摔倒了起不"));
        Assert.Equal("fall", call.Desk.Alarms[0].Danger.Category);
        Assert.Equal(NextStep.AwaitRescue, (await call.Say(Danger)).Next);
    }

    [Fact]
    public async Task Danger_in_a_partial_result_that_the_sentence_does_not_bear_out_is_asked_about()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        await call.Open();
        Assert.True(await call.Watch("我摔倒了起不"));
        Assert.Equal("Danger", (await call.Say("我想找个人打扫卫生")).Conversation);
        await call.Say("没事");
        Assert.Equal(["c1"], call.Desk.StoodDown);
    }

    [Fact]
    public async Task Plain_talk_in_a_partial_result_raises_nothing()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        await call.Open();
        Assert.False(await call.Watch("我想找个人"));
        Assert.Empty(call.Desk.Alarms);
    }

    [Theory]
    [InlineData(NextStep.AwaitOperator)]
    [InlineData(NextStep.AwaitRescue)]
    public async Task Who_waits_is_spoken_to_whether_or_not_the_store_is_there(NextStep waiting)
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        await call.Open();
        var first = await call.Bot.ReassureAsync(call.Call, waiting, CancellationToken.None);
        call.Store.LoadsFail = true;
        call.Time.Advance(TimeSpan.FromSeconds(15));
        var second = await call.Bot.ReassureAsync(call.Call, waiting, CancellationToken.None);
        Assert.Equal(waiting, first.Next);
        Assert.Equal(waiting, second.Next);
        Assert.NotEqual(first.Text, second.Text);
    }

    [Fact]
    public async Task What_comes_after_the_end_of_a_call_is_not_acted_on()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        await call.Open();
        await call.Bot.EndAsync(call.Call, CancellationToken.None);
        Assert.Equal(NextStep.HangUp, (await call.Say("转人工")).Next);
        Assert.Empty(call.Desk.Handovers);
    }

    [Fact]
    public async Task A_caller_whose_line_is_opened_again_is_asked_the_open_question_and_goes_on_from_it()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        await call.Open();
        await call.Say("明天下午三点请人来打扫卫生");
        await call.Bot.EndAsync(call.Call, CancellationToken.None);

        var back = await call.Bot.ReturnAsync(call.Call with { Again = 1 }, CancellationToken.None);
        Assert.Contains("对不对", back.Text, StringComparison.Ordinal);
        Assert.Equal(NextStep.Listen, back.Next);
        await call.Say("对");
        Assert.Single(call.Desk.Orders);
    }

    [Fact]
    public async Task What_was_left_when_a_line_broke_belongs_to_the_call_again_that_comes_back()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        await call.Open();
        await call.Say("明天下午三点请人来打扫卫生");
        Assert.True(await call.Bot.EndAsync(call.Call, CancellationToken.None));
        await call.Bot.ReturnAsync(call.Call with { Again = 1 }, CancellationToken.None);

        var other = await call.Bot.OpenAsync(call.Call with { ConversationId = "another", Phone = call.Call.Phone }, CancellationToken.None);
        Assert.DoesNotContain("打扫卫生", other.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_call_has_taken_up_meanwhile_is_not_asked_again()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        await call.Open();
        await call.Say("明天下午三点请人来打扫卫生");
        await call.Bot.EndAsync(call.Call, CancellationToken.None);
        var other = await call.Bot.OpenAsync(call.Call with { ConversationId = "another" }, CancellationToken.None);
        Assert.Contains("打扫卫生", other.Text, StringComparison.Ordinal);

        var back = await call.Bot.ReturnAsync(call.Call with { Again = 1 }, CancellationToken.None);
        Assert.DoesNotContain("对不对", back.Text, StringComparison.Ordinal);
        await call.Say("对");
        Assert.Empty(call.Desk.Orders);
    }

    [Fact]
    public async Task The_end_of_a_broken_line_does_not_end_the_call_that_goes_on_over_another()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        await call.Open();
        await call.Bot.ReturnAsync(call.Call with { Again = 1 }, CancellationToken.None);

        Assert.False(await call.Bot.EndAsync(call.Call, CancellationToken.None));
        Assert.Equal(NextStep.AwaitOperator, (await call.Say("转人工")).Next);
        Assert.True(await call.Bot.EndAsync(call.Call with { Again = 1 }, CancellationToken.None));
    }

    [Fact]
    public async Task A_caller_who_waited_for_an_operator_when_the_line_broke_is_put_through_again()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        await call.Open();
        await call.Say("转人工");

        Assert.Equal(NextStep.AwaitOperator, (await call.Bot.ReturnAsync(call.Call with { Again = 1 }, CancellationToken.None)).Next);
        Assert.Equal(2, call.Desk.Handovers.Count);
    }

    [Fact]
    public async Task A_conversation_that_was_forgotten_goes_on_from_what_is_said_now()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        Assert.Contains("打扫卫生", (await call.Say("我想找个人打扫卫生")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_comes_to_help_is_told_the_whole_sentence_and_what_is_said_after_it()
    {
        var call = new Rehearsal(null, "2026-11-23 10:00");
        await call.Open();
        await call.Watch("哎哟我摔倒了爬不起来");
        await call.Say("哎哟我摔倒了爬不起来，我在卫生间");
        await call.Say("嗯");
        await call.Say("门反锁了");

        Assert.Equal(["哎哟我摔倒了爬不起来，我在卫生间", "门反锁了"], call.Desk.Said);
    }

    [Fact]
    public void Every_fixed_sentence_is_offered_for_rendering_in_both_languages()
    {
        var call = new Rehearsal(Wang, "2026-11-23 10:00");
        Assert.Equal(["yue", "zh-CN"], call.Bot.FixedSentences.Keys.Order());
        Assert.All(call.Bot.FixedSentences.Values, Assert.NotEmpty);
    }
}
