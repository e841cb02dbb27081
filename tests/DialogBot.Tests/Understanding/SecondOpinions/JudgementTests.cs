using DialogBot.Services;
using DialogBot.Tests.Dialogs;
using DialogBot.Understanding;
using DialogBot.Understanding.SecondOpinions;

namespace DialogBot.Tests.Understanding.SecondOpinions;

/// <summary>What of a model's answer holds against catalogue and calendar, on Monday 2026-11-23 at 10:00.</summary>
public sealed class JudgementTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 10, 0, 0);
    private static readonly Reading Unsure = new("冷的那个柜子不冷了", Intent.Unknown, 0.2, [], null, null, []);
    private static readonly Judgement Judgement = new(
        Catalogue.Load(Path.Combine(Rehearsal.Prompts, "services.yaml")),
        new Dictionary<string, Severity> { ["fall"] = Severity.Urgent });

    [Fact]
    public void A_service_of_the_catalogue_is_taken_with_its_time()
    {
        var reading = Weigh(Answer("order.create", ["appliance"], "2026-11-24", "15:00"));
        Assert.Equal(Intent.OrderCreate, reading.Intent);
        Assert.Equal("appliance", Assert.Single(reading.Services).Code);
        Assert.Equal(new TimeAsk(new DateOnly(2026, 11, 24), new TimeOnly(15, 0), null), reading.When);
    }

    [Fact]
    public void A_service_that_nobody_offers_is_dropped_and_the_rules_reading_stands() =>
        Assert.Same(Unsure, Weigh(Answer("order.create", ["fridge-repair"])));

    [Fact]
    public void Of_two_services_the_one_that_there_is_stays() =>
        Assert.Equal("cleaning", Assert.Single(Weigh(Answer("order.create", ["window", "cleaning"])).Services).Code);

    [Theory]
    [InlineData("2026-11-22", null)]
    [InlineData("2026-02-30", null)]
    [InlineData("2031-01-01", null)]
    [InlineData("明天", "15:00")]
    [InlineData("2026-11-23", "09:00")]
    [InlineData(null, "25:00")]
    [InlineData(null, null)]
    public void A_time_that_is_over_or_cannot_be_is_dropped(string? date, string? time)
    {
        var reading = Weigh(Answer("order.create", ["appliance"], date, time));
        Assert.Equal(Intent.OrderCreate, reading.Intent);
        Assert.Null(reading.When);
    }

    [Fact]
    public void A_time_that_the_rules_read_is_not_overruled()
    {
        var said = new TimeAsk(new DateOnly(2026, 11, 25), null, DayPart.Morning);
        Assert.Equal(said, Judgement.Weigh(Answer("order.create", ["appliance"], "2026-11-24"), Unsure with { When = said }, Now, draft: false).When);
    }

    [Theory]
    [InlineData("affirm")]
    [InlineData("deny")]
    [InlineData("goodbye")]
    [InlineData("emergency")]
    [InlineData("unknown")]
    [InlineData("order.everything")]
    public void What_only_the_caller_can_say_is_not_taken_from_a_model(string intent) =>
        Assert.Same(Unsure, Weigh(Answer(intent, ["cleaning"])));

    [Fact]
    public void A_model_cannot_drop_an_order_that_is_being_spoken_of() =>
        Assert.Same(Unsure, Judgement.Weigh(Answer("order.cancel", []), Unsure, Now, draft: true));

    [Fact]
    public void Danger_that_a_model_sees_is_added_and_never_certain() =>
        Assert.Equal(new Danger("fall", Severity.Urgent, Certain: false), Weigh(Answer("unknown", [], danger: "fall")).Danger);

    [Fact]
    public void Danger_that_the_rules_found_stays_whatever_a_model_says()
    {
        var danger = new Danger("gas", Severity.Life, Certain: true);
        Assert.Equal(danger, Judgement.Weigh(Answer("chitchat", []), Unsure with { Danger = danger }, Now, draft: false).Danger);
        Assert.Equal(danger, Judgement.Weigh(Answer("chitchat", [], danger: "fall"), Unsure with { Danger = danger }, Now, draft: false).Danger);
    }

    [Fact]
    public void A_danger_that_there_is_not_is_none() => Assert.Same(Unsure, Weigh(Answer("unknown", [], danger: "boredom")));

    private static Reading Weigh(ModelAnswer answer) => Judgement.Weigh(answer, Unsure, Now, draft: false);

    private static ModelAnswer Answer(string intent, string[] services, string? date = null, string? time = null, string? danger = null) =>
        new(intent, services, date, time, null, danger);
}
