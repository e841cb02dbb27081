using Dispatch.Summonses;

namespace Dispatch.Tests.Summonses;

public sealed class LadderRulesTests
{
    private static readonly DateTimeOffset Raised = DeskUnderTest.Monday;
    private static readonly Ladders Known = Ladders.Load();

    private static readonly Summons Waiting = new()
    {
        Ladder = Ladders.Operator,
        Caller = new CallerInNeed("c", "guilin", "07735550101", "E1", null, null, "asked", "", "phone"),
        Times = 1,
        RaisedAt = Raised,
    };

    [Fact]
    public void It_begins_with_all_operators_by_call()
    {
        var step = Assert.Single(At(Waiting, 0).Steps);

        Assert.Equal(("operators", true, false), (step.Ring, step.Call, step.SmsToo));
    }

    [Fact]
    public void A_minute_later_the_supervisors_ring_and_are_written_to() =>
        Assert.Equal(("supervisors", true), At(Waiting, 60).Steps.Select(step => (step.Ring, step.SmsToo)).Single());

    [Fact]
    public void Then_it_begins_again_with_new_calls_but_no_second_sms()
    {
        var again = At(Waiting, 90).Steps[0];

        Assert.Equal("operators", again.Ring);
        Assert.NotEqual(At(Waiting, 0).Steps[0].Number, again.Number);
        Assert.False(At(Waiting, 150).Steps[0].SmsToo);
    }

    [Fact]
    public void Whoever_looks_late_rings_what_is_due_now_only() => Assert.Single(At(Waiting, 85).Steps);

    [Fact]
    public void It_is_looked_at_again_when_the_next_step_comes()
    {
        Assert.Equal(Raised.AddSeconds(30), At(Waiting, 0).LookAt);
        Assert.Equal(Raised.AddSeconds(60), At(Waiting, 31).LookAt);
        Assert.Equal(Raised.AddSeconds(90), At(Waiting, 61).LookAt);
    }

    [Fact]
    public void The_same_moment_names_the_same_calls() =>
        Assert.Equal(At(Waiting, 45).Steps.Select(step => step.Number), At(Waiting, 50).Steps.Select(step => step.Number));

    [Fact]
    public void A_call_for_an_operator_that_was_answered_is_over() => Assert.Null(At(Waiting.Answer("罗晓燕", "1", Raised), 30).LookAt);

    [Fact]
    public void A_call_for_an_operator_is_given_up_after_a_quarter_of_an_hour()
    {
        Assert.NotNull(At(Waiting, 899).LookAt);
        Assert.Null(At(Waiting, 900).LookAt);
    }

    [Fact]
    public void Of_two_answers_the_first_counts_whatever_the_order_in_which_they_are_heard_of()
    {
        var first = Waiting.Answer("罗晓燕", "1", Raised.AddSeconds(5));
        var second = Waiting.Answer("黄志勇", "2", Raised.AddSeconds(6));

        Assert.Equal("罗晓燕", first.Merge(second).AnsweredBy);
        Assert.Equal("罗晓燕", second.Merge(first).AnsweredBy);
        Assert.Equal("罗晓燕", first.Answer("黄志勇", "2", Raised.AddSeconds(6)).AnsweredBy);
    }

    private static Rung At(Summons summons, int seconds) => LadderRules.At(summons, Known[summons.Ladder], Raised.AddSeconds(seconds));
}
