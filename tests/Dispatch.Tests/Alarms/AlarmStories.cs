using Dispatch.Alarms;
using Dispatch.Ledger;
using Testing;

namespace Dispatch.Tests.Alarms;

/// <summary>What happens from a cry for help until everybody who was rung knows that it is over.</summary>
public sealed class AlarmStories : IAsyncLifetime
{
    private RedisServer redis = null!;
    private DeskUnderTest desk = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private FakePhone Supervisor => desk.Carrier.Phone("19900003003");

    private FakePhone Daughter => desk.Carrier.Phone("19900004001");

    private FakePhone Son => desk.Carrier.Phone("19900004002");

    private FakePhone Responder => desk.Carrier.Phone("19900002005");

    private FakePhone Home => desk.Carrier.Phone("07735550101");

    public async ValueTask InitializeAsync()
    {
        redis = await RedisServer.StartAsync();
        desk = await DeskUnderTest.StartAsync(redis.Connection);
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        await redis.DisposeAsync();
    }

    [Fact]
    public async Task All_operators_ring_at_once_and_are_written_to()
    {
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);

        var call = await desk.Operator.Rings("紧急报警。王秀英，桂林市象山区安新南路16号3栋2单元501，摔倒。我摔倒了起不来");
        await desk.OtherOperator.Rings("紧急报警");
        await desk.Operator.GetsSms("紧急：王秀英");
        Assert.Equal(("c-1", '1'), (call.Call.JoinTo, call.Call.JoinKey));
        Assert.Empty(Daughter.Inbox);
    }

    [Fact]
    public async Task The_contacts_ring_in_their_order_then_a_responder_who_can_help_then_the_supervisor()
    {
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        await desk.Operator.Rings("紧急报警");

        desk.Time.Advance(TimeSpan.FromSeconds(15));
        var daughter = await Daughter.Rings("王秀英刚才报警，可能摔倒");
        Assert.Null(daughter.Call.JoinTo);
        await Daughter.GetsSms("王秀英报警，可能摔倒");
        Assert.Empty(Son.Inbox);
        desk.Time.Advance(TimeSpan.FromSeconds(20));
        await Son.Rings("刚才报警");
        Assert.Empty(Responder.Inbox);
        desk.Time.Advance(TimeSpan.FromSeconds(10));
        await Responder.Rings("紧急救援。王秀英，桂林市象山区安新南路16号3栋2单元501");
        Assert.Empty(Supervisor.Inbox);
        desk.Time.Advance(TimeSpan.FromSeconds(15));
        await Supervisor.Rings("紧急报警");
        Assert.Empty(desk.BestVendor.Inbox);
    }

    [Fact]
    public async Task Nobody_answers_so_it_begins_again()
    {
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        await desk.Operator.Rings("紧急报警");
        for (var seconds = 0; seconds < 60; seconds += 5)
        {
            desk.Time.Advance(TimeSpan.FromSeconds(5));
            await desk.UntilAsync(alarm => AlarmRules.Next(alarm, desk.Time.GetUtcNow()).Tasks.Count == 0);
        }

        await desk.UntilAsync(alarm => alarm.Cycle == 1);
        desk.Time.Advance(TimeSpan.FromSeconds(30));

        var alarm = await desk.UntilAsync(alarm => alarm.Steps.Any(step => step is { Cycle: 1, Index: 0, People.Count: 2 }));
        Assert.All(alarm.Steps.Where(step => step.Cycle == 0), step => Assert.InRange(
            step.At - (alarm.RaisedAt + alarm.Ladder.Steps[step.Index].After), TimeSpan.Zero, TimeSpan.FromSeconds(1.5)));
    }

    [Fact]
    public async Task Whoever_presses_first_has_it_the_others_stop_ringing_and_are_told()
    {
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        var first = await desk.Operator.Rings("紧急报警");
        var second = await desk.OtherOperator.Rings("紧急报警");

        await first.PressesAsync('1');

        await desk.OtherOperator.GetsSms("报警已由罗晓燕接手");
        Assert.True(second.HungUp);
        Assert.False(first.HungUp);
        Assert.Equal("phone", Assert.Single(desk.Alarms.Open()).Acknowledged!.Via);
    }

    [Fact]
    public async Task Of_two_who_press_at_once_one_has_it()
    {
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        var first = await desk.Operator.Rings("紧急报警");
        var second = await desk.OtherOperator.Rings("紧急报警");

        await Task.WhenAll(first.PressesAsync('1'), second.PressesAsync('1'));

        Assert.True(first.HungUp ^ second.HungUp);
    }

    [Theory]
    [InlineData("接警")]
    [InlineData("１")]
    [InlineData("{code}")]
    [InlineData("{code}我去")]
    public async Task It_is_acknowledged_by_sms(string reply)
    {
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        var call = await desk.Operator.Rings("紧急报警");
        await desk.Operator.GetsSms("紧急：王秀英");

        await desk.Operator.Replies(reply.Replace("{code}", desk.Alarms.Open()[0].Code, StringComparison.Ordinal));

        await desk.Operator.GetsSms("王秀英的报警由您接手");
        await desk.OtherOperator.GetsSms("已由罗晓燕接手");
        Assert.Equal("sms", desk.Alarms.Open()[0].Acknowledged!.Via);
        Assert.False(call.HungUp);
    }

    [Fact]
    public async Task Whoever_replies_later_hears_who_has_it()
    {
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        await desk.Operator.Rings("紧急报警").Presses('1');

        await desk.OtherOperator.Replies("接警");

        await desk.OtherOperator.GetsSms("已由罗晓燕接手处理");
        await desk.OtherOperator.GetsSms("谢谢，王秀英的报警已由罗晓燕接手");
    }

    [Fact]
    public async Task With_two_alarms_open_a_reply_without_its_code_is_asked_for_it()
    {
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        await desk.Desk.RaiseAlarmAsync(Reports.OtherElder, Cancellation);
        await desk.Operator.GetsSms("王秀英");
        await desk.Operator.GetsSms("李大山");

        await desk.Operator.Replies("接警");
        await desk.Operator.GetsSms("三位编号");
        var second = desk.Alarms.Open().Single(alarm => alarm.Person.ElderId == "E2");
        await desk.Operator.Replies($"{second.Code}接警");

        await desk.Operator.GetsSms("李大山的报警由您接手");
        Assert.Single(desk.Alarms.Open(), alarm => alarm.Acknowledged is null);
    }

    [Fact]
    public async Task It_is_acknowledged_and_resolved_at_the_console_and_everybody_who_was_rung_is_told_that_it_is_over()
    {
        var changes = new List<string>();
        using var listening = desk.Alarms.OnChange(alarm =>
        {
            lock (changes)
            {
                changes.Add(alarm.Closed?.How ?? (alarm.Acknowledged is null ? "open" : "acknowledged"));
            }
        });
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        desk.Time.Advance(TimeSpan.FromSeconds(15));
        await Daughter.Rings("刚才报警");
        var id = desk.Alarms.Open()[0].Id;

        Assert.IsType<AlarmOutcome.Happened>(await desk.Alarms.AcknowledgeAsync(id, "O2", Cancellation));
        Assert.IsType<AlarmOutcome.Refused>(await desk.Alarms.AcknowledgeAsync(id, "O1", Cancellation));
        Assert.IsType<AlarmOutcome.Happened>(await desk.Alarms.NoteAsync(id, "operator:O2", "n1", "女儿在路上", Cancellation));
        Assert.Equal("word-missing", Assert.IsType<AlarmOutcome.Refused>(await desk.Alarms.ResolveAsync(id, "O2", " ", Cancellation)).Reason);
        Assert.IsType<AlarmOutcome.Happened>(await desk.Alarms.ResolveAsync(id, "O2", "女儿到家，扶起来了，没有受伤", Cancellation));

        await desk.Operator.GetsSms("已由黄志勇接手");
        await desk.Operator.GetsSms("报警已解除");
        await Daughter.GetsSms("报警已解除");
        Assert.Empty(desk.Alarms.Open());
        var over = await desk.UntilAsync(alarm => alarm.IsStoodDown, id);
        Assert.Equal("女儿到家，扶起来了，没有受伤", over.Closed!.Word);
        Assert.Equal(["open", "acknowledged", "resolved"], changes.Distinct());
    }

    [Fact]
    public async Task A_false_alarm_is_closed_with_a_word_and_costs_one_apology()
    {
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        var call = await desk.Operator.Rings("紧急报警");
        var id = desk.Alarms.Open()[0].Id;

        await desk.Alarms.FalseAlarmAsync(id, "O2", "按错了", Cancellation);
        await desk.Alarms.FalseAlarmAsync(id, "O2", "按错了", Cancellation);

        await desk.Operator.GetsSms("误报");
        Assert.True(call.HungUp);
        await desk.UntilAsync(alarm => alarm.IsStoodDown, id);
        Assert.Single(desk.Operator.Inbox, sms => sms.Text.Contains("对不起", StringComparison.Ordinal));
        Assert.DoesNotContain(desk.OtherOperator.Inbox, sms => sms.Text.Contains("对不起", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Acknowledged_but_not_resolved_it_rings_again_after_ten_minutes()
    {
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        await desk.Operator.Rings("紧急报警").Presses('1');
        await desk.OtherOperator.GetsSms("已由罗晓燕接手");

        desk.Time.Advance(TimeSpan.FromMinutes(10));
        await desk.Operator.Rings("还没有处理完");
        await desk.OtherOperator.Rings("还没有处理完").Presses('1');
        await desk.Operator.GetsSms("已由黄志勇接手");
        desk.Time.Advance(TimeSpan.FromMinutes(10));

        await desk.Operator.Rings("还没有处理完");
        Assert.Equal(3, desk.Alarms.Open()[0].Round);
    }

    [Fact]
    public async Task She_presses_then_calls_and_her_neighbour_calls_for_her_and_it_is_one_alarm_with_three_reports()
    {
        await desk.Desk.RaiseAlarmAsync(Reports.Pendant, Cancellation);
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        await desk.Desk.RaiseAlarmAsync(Reports.Neighbour, Cancellation);
        await desk.Desk.RaiseAlarmAsync(Reports.Neighbour, Cancellation);

        var alarm = Assert.Single(desk.Alarms.Open());
        Assert.Equal(["device", "phone", "phone"], alarm.Reports.Select(report => report.Source));
        Assert.Equal("c-1", desk.Alarms.LineOf("c-neighbour"));
        Assert.Single(desk.Carrier.Calls, call => call.Call.To == desk.Operator.Number);
    }

    [Fact]
    public async Task One_who_says_that_there_is_no_danger_ends_it_and_may_raise_another()
    {
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        var call = await desk.Operator.Rings("紧急报警");

        await desk.Desk.StandDownAsync("c-1", "我没事", Cancellation);
        Assert.True(call.HungUp);
        await desk.Operator.GetsSms("报警已解除");
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);

        await desk.Operator.Rings("紧急报警");
    }

    [Fact]
    public async Task With_nobody_on_the_line_the_elder_is_called_until_answered_and_responders_are_sent()
    {
        await desk.Desk.RaiseAlarmAsync(Reports.Pendant, Cancellation);
        var alarm = desk.Alarms.Open()[0];
        var back = await Home.Rings("收到您的求救了");
        Assert.Equal(alarm.Id, back.Call.Resumes!.ConversationId);
        await desk.Operator.Rings("紧急报警").Presses('1');
        await back.EndsAsync(CallEnding.NoAnswer);

        desk.Time.Advance(TimeSpan.FromSeconds(5));
        var again = await Home.Rings("收到您的求救了");
        desk.Time.Advance(TimeSpan.FromSeconds(25));

        var responder = await Responder.Rings("紧急救援");
        await responder.PressesAsync('1');
        Assert.False(responder.HungUp);
        alarm = await desk.UntilAsync(each => each.Joined.Any(joined => joined.Person.Phone == Responder.Number));
        Assert.Equal("罗晓燕", alarm.Acknowledged!.Person.Name);
        await again.EndsAsync(CallEnding.Answered);
        Assert.Null(desk.Alarms.Open()[0].AwaySince);
    }

    [Fact]
    public async Task A_line_that_is_lost_is_called_back_at_once_while_the_others_go_on()
    {
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        await desk.Operator.Rings("紧急报警");

        await desk.Alarms.LineLostAsync("c-1", Cancellation);

        var back = await Home.Rings("收到您的求救了");
        Assert.Equal("c-1", back.Call.Resumes!.ConversationId);
        await back.EndsAsync(CallEnding.Answered);
        await desk.Alarms.LineLostAsync("c-1", Cancellation);
        await Home.Rings("收到您的求救了");
        desk.Time.Advance(TimeSpan.FromSeconds(15));
        await Daughter.Rings("刚才报警");
    }

    [Fact]
    public async Task Every_step_and_its_outcome_is_on_the_ledger()
    {
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        var busy = await desk.OtherOperator.Rings("紧急报警");
        await busy.EndsAsync(CallEnding.Busy);
        await desk.Operator.Rings("紧急报警").Presses('1');
        var id = desk.Alarms.Open()[0].Id;
        await desk.Alarms.ResolveAsync(id, "O1", "扶起来了", Cancellation);

        string[] expected = ["alarm.raised", "alarm.step", "alarm.heard", "alarm.acknowledged", "alarm.told", "alarm.heard", "alarm.closed", "alarm.stood-down"];
        var recorded = await RecordedAsync(expected.Length);
        Assert.Equal(expected.Order(), recorded.Select(each => each.Type).Order());
        Assert.Contains("\"name\":\"day\"", recorded[0].Payload, StringComparison.Ordinal);
        Assert.Contains(recorded, each => each.Payload.Contains("busy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_carrier_that_was_away_is_asked_again_at_once()
    {
        desk.Carrier.IsAway = true;
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        desk.Carrier.IsAway = false;

        desk.Time.Advance(TimeSpan.FromSeconds(2));

        await desk.Operator.Rings("紧急报警");
    }

    private async Task<IReadOnlyList<LedgerEvent>> RecordedAsync(int count)
    {
        for (var tries = 0; tries < 400; tries++)
        {
            if (await desk.Get<EventLedger>().EventsSinceAsync("guilin", 0, 100, "alarm", Cancellation) is var recorded && recorded.Count >= count)
            {
                return recorded;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System);
        }

        throw new TimeoutException("it never came on the ledger");
    }
}
