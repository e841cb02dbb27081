using Dispatch.Alarms;

namespace Dispatch.Tests.Alarms;

public sealed class LadderRulesTests
{
    private static readonly DateTimeOffset Raised = DeskUnderTest.Monday;
    private static readonly Ladders Known = Ladders.Load();

    private static readonly Summons Alarm = new()
    {
        Ladder = Ladders.Alarm,
        Caller = new CallerInNeed("c", "guilin", "07735550101", "E1", null, null, "fall", "", "phone"),
        Times = 1,
        RaisedAt = Raised,
    };

    private static Summons Waiting => Alarm with { Ladder = Ladders.Operator };

    [Fact]
    public void An_alarm_begins_with_all_operators_by_call_and_sms()
    {
        var step = Assert.Single(At(Alarm, 0).Steps);

        Assert.Equal(("operators", true, true), (step.Ring, step.Call, step.SmsToo));
    }

    [Fact]
    public void Half_a_minute_later_operators_and_contacts_ring() =>
        Assert.Equal(["operators", "contacts"], At(Alarm, 30).Steps.Select(step => step.Ring));

    [Fact]
    public void Then_the_supervisors() => Assert.Equal(["supervisors"], At(Alarm, 60).Steps.Select(step => step.Ring));

    [Fact]
    public void Then_it_begins_again_with_new_calls_but_no_second_sms()
    {
        var first = At(Alarm, 0).Steps[0];
        var again = At(Alarm, 90).Steps[0];

        Assert.Equal("operators", again.Ring);
        Assert.NotEqual(first.Number, again.Number);
        Assert.False(again.SmsToo);
    }

    [Fact]
    public void It_rings_on_for_hours()
    {
        var late = At(Alarm, 3 * 3600);

        Assert.NotEmpty(late.Steps);
        Assert.NotNull(late.LookAt);
    }

    [Fact]
    public void Whoever_looks_late_rings_what_is_due_now_only() => Assert.Single(At(Alarm, 85).Steps);

    [Fact]
    public void It_is_looked_at_again_when_the_next_step_comes()
    {
        Assert.Equal(Raised.AddSeconds(30), At(Alarm, 0).LookAt);
        Assert.Equal(Raised.AddSeconds(60), At(Alarm, 31).LookAt);
        Assert.Equal(Raised.AddSeconds(90), At(Alarm, 61).LookAt);
    }

    [Fact]
    public void The_same_moment_names_the_same_calls() =>
        Assert.Equal(At(Alarm, 45).Steps.Select(step => step.Number), At(Alarm, 50).Steps.Select(step => step.Number));

    [Fact]
    public void An_acknowledged_alarm_is_silent_for_ten_minutes_and_rings_again()
    {
        var acknowledged = Alarm.Answer(1, "罗晓燕", "19900003001", Raised.AddSeconds(10));

        Assert.Equal(Raised.AddSeconds(610), At(acknowledged, 60).LookAt);
        Assert.Empty(At(acknowledged, 609).Steps);
        var again = Assert.Single(At(acknowledged, 610).Steps);
        Assert.Equal(2, LadderRules.RoundOf(again.Number));
    }

    [Fact]
    public void A_call_for_an_operator_that_was_answered_is_over() => Assert.Null(At(Waiting.Answer(1, "罗晓燕", "1", Raised), 30).LookAt);

    [Fact]
    public void A_call_for_an_operator_is_given_up_after_a_quarter_of_an_hour()
    {
        Assert.NotNull(At(Waiting, 899).LookAt);
        Assert.Null(At(Waiting, 900).LookAt);
    }

    [Fact]
    public void Of_two_answers_to_a_round_the_first_counts_whatever_the_order_in_which_they_are_heard_of()
    {
        var first = Alarm.Answer(1, "罗晓燕", "1", Raised.AddSeconds(5));
        var second = Alarm.Answer(1, "黄志勇", "2", Raised.AddSeconds(6));

        Assert.Equal("罗晓燕", first.Merge(second).AnsweredBy);
        Assert.Equal("罗晓燕", second.Merge(first).AnsweredBy);
        Assert.Equal("罗晓燕", first.Answer(1, "黄志勇", "2", Raised.AddSeconds(6)).AnsweredBy);
    }

    private static Rung At(Summons summons, int seconds) => LadderRules.At(summons, Known[summons.Ladder], Raised.AddSeconds(seconds));
}
