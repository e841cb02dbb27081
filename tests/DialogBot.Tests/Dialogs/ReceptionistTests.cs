using DialogBot.Conversations;
using DialogBot.Dialogs;
using DialogBot.Speaking;
using DialogBot.Tests.Speaking;
using DialogBot.Understanding;

namespace DialogBot.Tests.Dialogs;

/// <summary>Decisions on readings made by hand: what is decided does not depend on how it was understood. It is Monday 2026-11-23, 10:00.</summary>
public sealed class ReceptionistTests
{
    private static readonly DateTimeOffset Now = Rehearsal.Moment("2026-11-23 10:00");
    private static readonly DateOnly Tomorrow = new(2026, 11, 24);
    private static readonly Caller Wang = new("0773", "E1", "王桂英", "王奶奶", "中山中路12号", "guilin", "mandarin", 30000, 0);
    private readonly Receptionist receptionist = new(Spoken.Knowledge);

    public static TheoryData<Intent> Intents => [.. Enum.GetValues<Intent>()];

    [Theory]
    [MemberData(nameof(Intents))]
    public void Every_intent_has_an_answer_at_every_question(Intent intent)
    {
        foreach (var question in Enum.GetValues<Question>())
        {
            var decision = receptionist.Hear(At(question), Read(intent), Now);
            Assert.True(decision.Lines.Count > 0 || decision.Act is Act.Place or Act.LookUp or Act.Cancel, $"{intent} at {question} is answered with silence");
        }
    }

    [Theory]
    [InlineData(Intent.Complaint, "complaint")]
    [InlineData(Intent.Feedback, "feedback")]
    [InlineData(Intent.Operator, "asked")]
    public void What_the_bot_cannot_do_a_person_does(Intent intent, string reason)
    {
        var decision = receptionist.Hear(At(Question.Wish), Read(intent), Now);
        Assert.Equal(new Act.Fetch(reason), decision.Act);
        Assert.Equal(NextStep.AwaitOperator, decision.Conversation.Next);
    }

    [Fact]
    public void Two_misunderstandings_in_a_row_fetch_a_person()
    {
        var once = receptionist.Hear(At(Question.Wish), Read(Intent.Unknown), Now);
        Assert.Null(once.Act);
        var twice = receptionist.Hear(once.Conversation, Read(Intent.Unknown), Now);
        Assert.Equal(new Act.Fetch("misunderstood"), twice.Act);
    }

    [Fact]
    public void Being_understood_in_between_starts_the_count_anew()
    {
        var once = receptionist.Hear(At(Question.Wish), Read(Intent.Unknown), Now);
        var understood = receptionist.Hear(once.Conversation, Read(Intent.Chitchat), Now);
        Assert.Null(receptionist.Hear(understood.Conversation, Read(Intent.Unknown), Now).Act);
    }

    [Fact]
    public void A_concern_is_no_alarm_but_a_persons_matter()
    {
        var decision = receptionist.Hear(At(Question.Wish), Read(Intent.Emergency) with { Danger = new Danger("help", Severity.Concern, Certain: true) }, Now);
        Assert.Equal(new Act.Fetch("distress"), decision.Act);
    }

    [Fact]
    public void Uncertain_danger_is_rung_for_and_asked_about_once()
    {
        var danger = new Danger("fall", Severity.Life, Certain: false);
        var asked = receptionist.Hear(At(Question.Wish), Read(Intent.Emergency) with { Danger = danger }, Now);
        Assert.Equal(new Act.Raise(danger), asked.Act);
        Assert.Equal(Question.Danger, asked.Conversation.Question);
        var again = receptionist.Hear(asked.Conversation, Read(Intent.Emergency) with { Danger = danger }, Now);
        Assert.Equal(NextStep.AwaitRescue, again.Conversation.Next);
    }

    [Fact]
    public void A_plain_no_ends_an_uncertain_alarm_and_the_order_goes_on()
    {
        var asked = receptionist.Hear(At(Question.When), Read(Intent.Emergency) with { Danger = new Danger("fall", Severity.Life, Certain: false) }, Now);
        var safe = receptionist.Hear(asked.Conversation, Read(Intent.Deny) with { Text = "没事" }, Now);
        Assert.IsType<Act.StandDown>(safe.Act);
        Assert.Equal(Question.When, safe.Conversation.Question);
        Assert.Null(safe.Conversation.Alarm);
    }

    [Theory]
    [InlineData(Intent.Unknown)]
    [InlineData(Intent.Chitchat)]
    [InlineData(Intent.OrderCreate)]
    [InlineData(Intent.Affirm)]
    public void Anything_but_a_no_keeps_the_alarm(Intent intent)
    {
        var asked = receptionist.Hear(At(Question.Wish), Read(Intent.Emergency) with { Danger = new Danger("gas", Severity.Life, Certain: false) }, Now);
        var answered = receptionist.Hear(asked.Conversation, Read(intent), Now);
        Assert.IsNotType<Act.StandDown>(answered.Act);
        Assert.Equal(NextStep.AwaitRescue, answered.Conversation.Next);
        Assert.Contains(answered.Lines, line => line.Key == "guidance-gas");
    }

    [Fact]
    public void Key_two_ends_an_uncertain_alarm()
    {
        var asked = receptionist.Hear(At(Question.Wish), Read(Intent.Emergency) with { Danger = new Danger("fall", Severity.Life, Certain: false) }, Now);
        Assert.IsType<Act.StandDown>(receptionist.Key(asked.Conversation, '2', Now).Act);
    }

    [Fact]
    public void A_no_does_not_send_certain_help_away()
    {
        var raised = receptionist.Hear(At(Question.Wish), Read(Intent.Emergency) with { Danger = new Danger("fall", Severity.Life, Certain: true) }, Now);
        var decision = receptionist.Hear(raised.Conversation, Read(Intent.Deny), Now);
        Assert.Null(decision.Act);
        Assert.Equal(NextStep.AwaitRescue, decision.Conversation.Next);
    }

    [Fact]
    public void Silence_after_the_question_about_danger_keeps_the_alarm()
    {
        var asked = receptionist.Hear(At(Question.Wish), Read(Intent.Emergency) with { Danger = new Danger("fall", Severity.Life, Certain: false) }, Now);
        Assert.Equal(NextStep.AwaitRescue, receptionist.Silence(asked.Conversation, Now).Conversation.Next);
    }

    [Theory]
    [InlineData("fall")]
    [InlineData("something-new")]
    public void Every_danger_has_guidance(string category)
    {
        var decision = receptionist.Hear(At(Question.Wish), Read(Intent.Emergency) with { Danger = new Danger(category, Severity.Life, Certain: true) }, Now);
        Assert.Contains(decision.Lines, line => line.Key.StartsWith("guidance-", StringComparison.Ordinal));
    }

    [Fact]
    public void Yes_places_exactly_what_was_read_back()
    {
        var decision = receptionist.Hear(At(Question.Confirm), Read(Intent.Affirm), Now);
        var request = Assert.IsType<Act.Place>(decision.Act).Request;
        Assert.Equal(("cleaning", Rehearsal.Moment("2026-11-24 09:00"), Rehearsal.Moment("2026-11-24 11:00"), 8000L, "voucher"), (request.Service, request.From, request.Until, request.PriceFen, request.Payer));
    }

    [Fact]
    public void Yes_with_another_time_is_read_back_again()
    {
        var decision = receptionist.Hear(At(Question.Confirm), Read(Intent.Affirm) with { When = new TimeAsk(Tomorrow.AddDays(1), null, null) }, Now);
        Assert.Null(decision.Act);
        Assert.Equal(Question.Confirm, decision.Conversation.Question);
        Assert.Equal(Tomorrow.AddDays(1), decision.Conversation.Draft!.Agreed!.Day);
    }

    [Fact]
    public void Yes_with_the_same_time_places() =>
        Assert.IsType<Act.Place>(receptionist.Hear(At(Question.Confirm), Read(Intent.Affirm) with { When = new TimeAsk(Tomorrow, new(9, 0), DayPart.Morning) }, Now).Act);

    [Fact]
    public void Yes_with_another_service_places_and_keeps_the_other()
    {
        var decision = receptionist.Hear(At(Question.Confirm), Read(Intent.Affirm) with { Services = [new ServiceAsk("laundry", 1)] }, Now);
        Assert.Equal("cleaning", Assert.IsType<Act.Place>(decision.Act).Request.Service);
        Assert.Equal("laundry", Assert.Single(decision.Conversation.Pending).Service);
    }

    [Fact]
    public void No_without_more_asks_what_is_wrong() =>
        Assert.Equal(Question.WhatWrong, receptionist.Hear(At(Question.Confirm), Read(Intent.Deny), Now).Conversation.Question);

    [Fact]
    public void A_new_hour_keeps_the_day()
    {
        var decision = receptionist.Hear(At(Question.Confirm), Read(Intent.Deny) with { Correction = true, When = new TimeAsk(null, new(16, 0), DayPart.Afternoon) }, Now);
        Assert.Equal(new Window(Tomorrow, new(16, 0)), decision.Conversation.Draft!.Agreed);
    }

    [Fact]
    public void A_new_day_keeps_the_hour()
    {
        var decision = receptionist.Hear(At(Question.Confirm), Read(Intent.Deny) with { Correction = true, When = new TimeAsk(Tomorrow.AddDays(1), null, null) }, Now);
        Assert.Equal(new Window(Tomorrow.AddDays(1), new(9, 0)), decision.Conversation.Draft!.Agreed);
    }

    [Fact]
    public void A_corrected_service_keeps_the_time()
    {
        var decision = receptionist.Hear(At(Question.Confirm), Read(Intent.Deny) with { Correction = true, Services = [new ServiceAsk("cleaning", 1), new ServiceAsk("laundry", 1)] }, Now);
        Assert.Equal(("laundry", new Window(Tomorrow, new(9, 0))), (decision.Conversation.Draft!.Service, decision.Conversation.Draft.Agreed));
    }

    [Fact]
    public void Another_service_named_meanwhile_waits_its_turn()
    {
        var decision = receptionist.Hear(At(Question.Confirm), Read(Intent.OrderCreate) with { Services = [new ServiceAsk("meal", 1)] }, Now);
        Assert.Equal("cleaning", decision.Conversation.Draft!.Service);
        Assert.Equal("meal", Assert.Single(decision.Conversation.Pending).Service);
    }

    [Fact]
    public void What_one_order_took_from_the_voucher_the_next_cannot_have()
    {
        var placed = receptionist.Hear(At(Question.Confirm) with { Caller = Wang with { VoucherFen = 10000 } }, Read(Intent.Affirm), Now);
        var request = ((Act.Place)placed.Act!).Request;
        var answered = receptionist.Answer(placed.Conversation, request, new PlaceOutcome.Placed("n", "1234"), Now);
        Assert.Equal(2000, answered.Conversation.Caller.VoucherFen);
    }

    [Fact]
    public void Repeating_is_slower_each_time_but_never_drawls()
    {
        var conversation = At(Question.Wish) with { LastSaid = [Lines.AskWish] };
        var rates = new List<double>();
        for (var turn = 0; turn < 4; turn++)
        {
            conversation = receptionist.Hear(conversation, Read(Intent.Repeat), Now).Conversation;
            rates.Add(conversation.Rate);
        }

        Assert.Equal([0.75, 0.6, 0.6, 0.6], rates);
    }

    [Fact]
    public void The_services_are_told_a_few_at_a_time()
    {
        var first = receptionist.Hear(At(Question.Wish), Read(Intent.QuestionServices), Now);
        var second = receptionist.Hear(first.Conversation, Read(Intent.QuestionServices), Now);
        Assert.NotEqual(first.Lines[0].Values, second.Lines[0].Values);
        Assert.Equal(2, first.Lines[0].Values[0].Count(character => character == '、'));
    }

    [Fact]
    public void Other_keys_ask_again()
    {
        var decision = receptionist.Key(At(Question.When), '7', Now);
        Assert.Equal(Question.When, decision.Conversation.Question);
    }

    private static Conversation At(Question question)
    {
        var draft = new Draft { Service = "cleaning" };
        var agreed = draft with { Date = Tomorrow, Time = new(9, 0), Agreed = new Window(Tomorrow, new(9, 0)) };
        var begun = Conversation.Begin(new IncomingCall("c1", "0773", "phone", "guilin"), Wang) with { Turn = 2, Question = question, LastSaid = [Lines.AskWish] };
        return question switch
        {
            Question.Wish or Question.AnythingElse or Question.PriceOf => begun,
            Question.When or Question.Wanted => begun with { Draft = draft },
            Question.Hour => begun with { Draft = draft with { Date = Tomorrow } },
            Question.PastTime => begun with { Draft = draft with { Date = Tomorrow.AddDays(-1), Time = new(8, 0), Past = true } },
            Question.Danger => begun with { Alarm = new Alarm(new Danger("fall", Severity.Life, Certain: false), Asked: true, Confirmed: false) },
            _ => begun with { Draft = agreed },
        };
    }

    private static Reading Read(Intent intent) => new("嗯", intent, 1, [], null, null, []);
}
