using Dispatch.Alarms;
using Dispatch.Offers;
using Dispatch.Wording;

namespace Dispatch.Tests.Alarms;

public sealed class AlarmRulesTests
{
    private static readonly DateTimeOffset Start = DeskUnderTest.Monday;
    private static readonly AlarmLadder Day = AlarmLadders.Load().For("fall", "guilin", Start);
    private static readonly AlarmPerson Operator = new("operator", "罗晓燕", "19900003001");
    private static readonly AlarmPerson OtherOperator = new("operator", "黄志勇", "19900003002");
    private static readonly AlarmPerson Daughter = new("contact", "王丽", "19900004001");

    private static Alarm Raised => Raise(Reports.Fallen);

    [Fact]
    public void The_operators_are_rung_at_once()
    {
        var ring = Assert.IsType<AlarmTask.Ring>(Assert.Single(AlarmRules.Next(Raised, Start).Tasks));

        Assert.Equal(("operators", TimeSpan.Zero), (Day.Steps[ring.Index].Ring, Day.Steps[ring.Index].After));
    }

    [Fact]
    public void What_is_said_later_is_added_once_while_it_is_open_and_told_to_whoever_is_rung_next()
    {
        var words = new AlarmWords(new Phrases(new ServiceCatalogue()));
        var alarm = Do(Do(Raised, new AlarmCommand.Say("c-1", "t2", "我在卫生间"), 5), new AlarmCommand.Say("c-1", "t2", "我在卫生间"), 6);

        Assert.Equal(["我摔倒了起不来", "我在卫生间"], alarm.Words);
        Assert.Contains("我摔倒了起不来。我在卫生间", words.Spoken("alarm", alarm), StringComparison.Ordinal);

        var closed = Do(alarm, new AlarmCommand.Close(AlarmEvent.Closed.Resolved, "operator:O1", "没事", null), 10);
        Assert.Empty(AlarmRules.Decide(closed, new AlarmCommand.Say("c-1", "t3", "谢谢"), At(11)));
    }

    [Fact]
    public void The_next_look_is_when_the_next_rung_is_due() => Assert.Equal(Start + Day.Steps[1].After, AlarmRules.Next(Climb(Raised, 0), At(0)).LookAt);

    [Fact]
    public void Whoever_looks_late_rings_every_rung_that_was_missed() =>
        Assert.Equal(Day.Steps.Count - 1, AlarmRules.Next(Climb(Raised, 0), At(3600)).Tasks.Count);

    [Fact]
    public void After_the_last_rung_it_begins_again()
    {
        var alarm = Climb(Raised, 60);

        Assert.Equal(1, alarm.Cycle);
        Assert.Equal(At(60) + Day.Repeat, AlarmRules.Next(alarm, At(60)).LookAt);
    }

    [Fact]
    public void What_two_machines_rang_without_hearing_of_each_other_is_put_together_in_whatever_order()
    {
        var alarm = Climb(Climb(Raised, 60), 120);
        var last = alarm.Events.OfType<AlarmEvent.StepStarted>().Last(step => step.Cycle == 0);
        var together = Alarm.Fold(alarm.Id, alarm.Events.Select(each => each == last ? each with { Number = alarm.Events.Count + 1 } : each))!;

        Assert.Equal(alarm.Cycle, together.Cycle);
        Assert.All(AlarmRules.Next(together, At(3600)).Tasks.OfType<AlarmTask.Ring>(), ring => Assert.False(together.Has($"step/{ring.Round}/{ring.Cycle}/{ring.Index}")));
    }

    [Fact]
    public void Acknowledged_it_is_told_and_then_silent_until_it_should_be_resolved()
    {
        var alarm = Do(Climb(Raised, 0), new AlarmCommand.Acknowledge(Operator, "phone"), 10);

        Assert.IsType<AlarmTask.Tell>(Assert.Single(AlarmRules.Next(alarm, At(10)).Tasks));
        alarm = Do(alarm, new AlarmCommand.Tell(1), 10);
        Assert.Equal(new AlarmNext([], At(610)).LookAt, AlarmRules.Next(alarm, At(609)).LookAt);
        Assert.IsType<AlarmTask.Reopen>(Assert.Single(AlarmRules.Next(alarm, At(610)).Tasks));
        Assert.IsType<AlarmTask.Ring>(Assert.Single(AlarmRules.Next(Do(alarm, new AlarmCommand.Reopen(), 610), At(610)).Tasks));
    }

    [Fact]
    public void The_first_has_it_and_an_operator_who_comes_later_is_refused()
    {
        var alarm = Do(Raised, new AlarmCommand.Acknowledge(Operator, "phone"), 5);

        Assert.Equal("acknowledged", AlarmRules.WhyNot(alarm, new AlarmCommand.Acknowledge(OtherOperator, "sms")));
        Assert.Equal("罗晓燕", Do(alarm, new AlarmCommand.Acknowledge(OtherOperator, "sms"), 6).Acknowledged!.Person.Name);
    }

    [Fact]
    public void A_contact_who_says_yes_later_goes_there_as_well()
    {
        var alarm = Do(Do(Raised, new AlarmCommand.Acknowledge(Operator, "phone"), 5), new AlarmCommand.Acknowledge(Daughter, "phone"), 6);

        Assert.Equal("罗晓燕", alarm.Acknowledged!.Person.Name);
        Assert.Equal("王丽", Assert.Single(alarm.Joined).Person.Name);
    }

    [Fact]
    public void A_key_of_an_earlier_round_that_is_reported_late_acknowledges_nothing()
    {
        var alarm = Do(Do(Raised, new AlarmCommand.Acknowledge(Operator, "phone", 1), 5), new AlarmCommand.Reopen(), 605);

        Assert.Null(Do(alarm, new AlarmCommand.Acknowledge(Operator, "phone", 1), 606).Acknowledged);
        Assert.NotNull(Do(alarm, new AlarmCommand.Acknowledge(Operator, "phone", 2), 606).Acknowledged);
    }

    [Fact]
    public void With_nobody_on_the_line_the_elder_is_called_at_once_and_again_after_each_call()
    {
        var alarm = Climb(Raise(Reports.Pendant), 0);
        Assert.Equal(new AlarmTask.CallBack(1), Assert.Single(AlarmRules.Next(alarm, At(0)).Tasks));

        alarm = Do(Do(alarm, new AlarmCommand.CallBack(1), 0), new AlarmCommand.EndCallBack(1, "busy"), 3);
        Assert.Empty(AlarmRules.Next(alarm, At(7)).Tasks);
        Assert.Equal(new AlarmTask.CallBack(2), Assert.Single(AlarmRules.Next(alarm, At(8)).Tasks));

        alarm = Do(Do(alarm, new AlarmCommand.CallBack(2), 8), new AlarmCommand.EndCallBack(2, null), 10);
        Assert.Null(alarm.AwaySince);
        Assert.DoesNotContain(AlarmRules.Next(alarm, At(60)).Tasks, task => task is AlarmTask.CallBack);
    }

    [Fact]
    public void With_no_contact_the_responders_are_sent_though_somebody_has_acknowledged()
    {
        var alarm = Do(Climb(Raise(Reports.Pendant), 0), new AlarmCommand.Acknowledge(Operator, "phone"), 5);
        alarm = Do(Do(alarm, new AlarmCommand.Tell(1), 5), new AlarmCommand.CallBack(1), 5);

        var ring = AlarmRules.Next(alarm, At(30)).Tasks.OfType<AlarmTask.Ring>().Single();

        Assert.Equal("responders", Day.Steps[ring.Index].Ring);
        alarm = Do(alarm, new AlarmCommand.Start(ring, []), 30);
        Assert.Empty(AlarmRules.Next(alarm, At(31)).Tasks.OfType<AlarmTask.Ring>());
    }

    [Fact]
    public void A_clock_that_is_set_back_keeps_nobody_waiting()
    {
        var alarm = Climb(Raised, 15);
        var anHourBefore = At(15 - 3600);
        Assert.IsType<AlarmTask.MoveClock>(Assert.Single(AlarmRules.Next(alarm, anHourBefore).Tasks));

        alarm = Do(alarm, new AlarmCommand.MoveClock(), 15 - 3600);

        Assert.Equal(anHourBefore + TimeSpan.FromSeconds(15), AlarmRules.Next(alarm, anHourBefore).LookAt);
    }

    [Fact]
    public void Closed_it_stays_until_everybody_was_told()
    {
        var alarm = Do(Climb(Raised, 0), new AlarmCommand.Close(AlarmEvent.Closed.Resolved, "operator:O1", "扶起来了", Operator.Phone), 60);

        Assert.IsType<AlarmTask.StandDown>(Assert.Single(AlarmRules.Next(alarm, At(60)).Tasks));
        Assert.Null(AlarmRules.Next(Do(alarm, new AlarmCommand.StandDown(), 61), At(61)).LookAt);
        Assert.Equal("closed", AlarmRules.WhyNot(alarm, new AlarmCommand.Acknowledge(Operator, "phone")));
    }

    [Fact]
    public void Nothing_is_closed_without_a_word() =>
        Assert.Equal("word-missing", AlarmRules.WhyNot(Raised, new AlarmCommand.Close(AlarmEvent.Closed.FalseAlarm, "operator:O1", "", null)));

    [Theory]
    [InlineData("fire", "2026-11-23T12:00:00+08:00", "life")]
    [InlineData("fall", "2026-11-23T23:30:00+08:00", "night")]
    [InlineData("fall", "2026-11-23T05:59:00+08:00", "night")]
    [InlineData("fall", "2026-11-23T12:00:00+08:00", "day")]
    public void The_ladder_follows_the_danger_and_the_hour(string category, string at, string ladder) =>
        Assert.Equal(ladder, AlarmLadders.Load().For(category, "guilin", DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)).Name);

    [Fact]
    public void A_ladder_for_a_region_is_for_that_region_only()
    {
        var ladders = new AlarmLadders([Day with { Name = "suzhou", Regions = ["suzhou"] }, Day]);

        Assert.Equal("suzhou", ladders.For("fall", "suzhou", Start).Name);
        Assert.Equal("day", ladders.For("fall", "guilin", Start).Name);
    }

    [Fact]
    public void Ladders_by_which_nobody_would_be_rung_are_refused()
    {
        Assert.Throws<InvalidOperationException>(() => new AlarmLadders([]));
        Assert.Throws<InvalidOperationException>(() => new AlarmLadders([Day with { Hours = "22:00-06:00" }]));
        Assert.Throws<InvalidOperationException>(() => new AlarmLadders([Day with { Steps = [.. Day.Steps.Skip(1)] }]));
        Assert.Throws<InvalidOperationException>(() => new AlarmLadders([Day with { NoContact = TimeSpan.Zero }]));
    }

    [Fact]
    public void The_ladder_in_force_when_it_was_raised_is_frozen_with_it() =>
        Assert.Equal(Day.Steps, Alarm.Fold("a", Raised.Events.Select(each => AlarmJson.Read(AlarmJson.Write(each))))!.Ladder.Steps, (one, other) =>
            (one.After, one.Ring, one.Text, one.Skip, one.Most) == (other.After, other.Ring, other.Text, other.Skip, other.Most));

    [Fact]
    public void A_neighbour_who_names_her_reports_the_same_emergency()
    {
        Assert.True(SameEmergency.Is(Raised, Reports.Neighbour));
        Assert.True(SameEmergency.Is(Raised, Reports.Neighbour with { Words = "16号3栋2单元501的老太太喊救命" }));
        Assert.True(SameEmergency.Is(Raised, Reports.Pendant));
        Assert.False(SameEmergency.Is(Raised, Reports.Neighbour with { Words = "隔壁的老人摔倒了" }));
        Assert.False(SameEmergency.Is(Raised, Reports.OtherElder));
    }

    [Theory]
    [InlineData("接警", false, true, null)]
    [InlineData("１", false, true, null)]
    [InlineData(" 好的。", false, true, null)]
    [InlineData("381", false, true, "381")]
    [InlineData("381 我去", false, true, "381")]
    [InlineData("好", true, false, null)]
    [InlineData("381好", true, true, "381")]
    [InlineData("马上去", true, true, null)]
    [InlineData("去不了", false, false, null)]
    [InlineData("谁报的警？", false, false, null)]
    public void A_reply_is_a_yes_only_where_it_says_so(string text, bool mayBeAboutOrders, bool isYes, string? code) =>
        Assert.Equal((isYes, code), AlarmReplyWords.Load().Read(text, mayBeAboutOrders));

    private static Alarm Raise(EmergencyReport report) =>
        Alarm.Fold("guilin-261123-090000-abcdef", [new AlarmEvent.Raised(Start, report, Day) { Number = 1 }])!;

    private static Alarm Do(Alarm alarm, AlarmCommand command, int seconds) => alarm.With(AlarmRules.Decide(alarm, command, At(seconds)))!;

    /// <summary>Every rung that is due by then, with the operators for everybody.</summary>
    private static Alarm Climb(Alarm alarm, int seconds) =>
        AlarmRules.Next(alarm, At(seconds)).Tasks.OfType<AlarmTask.Ring>()
            .Aggregate(alarm, (before, ring) => Do(before, new AlarmCommand.Start(ring, [Operator, OtherOperator]), seconds));

    private static DateTimeOffset At(int seconds) => Start.AddSeconds(seconds);
}
