using DialogBot;
using DialogBot.Understanding;
using VoiceGateway.Calls;
using VoiceGateway.Calls.TurnTaking;

namespace VoiceGateway.Tests.Calls.TurnTaking;

public sealed class TurnTakingTests
{
    private static readonly TurnWords Words = TurnWords.Load(Path.Combine(AppContext.BaseDirectory, "prompts"));
    private static readonly CallOptions Options = new();

    [Theory]
    [MemberData(nameof(TurnSpecs.Endings), MemberType = typeof(TurnSpecs))]
    public void What_was_heard_tells_how_much_silence_ends_it(string heard, Expectation asked, double pause, double silence) =>
        Assert.Equal(silence, Endpointing.Silence(new Pace(TimeSpan.FromSeconds(pause)), asked, heard, Words, Options).TotalSeconds, precision: 3);

    [Theory]
    [MemberData(nameof(TurnSpecs.Interruptions), MemberType = typeof(TurnSpecs))]
    public void The_voice_stops_for_who_wants_to_speak_and_for_nothing_else(TurnSpecs.Arrival comes) => Assert.Equal(
        comes.Stops,
        new Interruption(TimeSpan.FromSeconds(comes.Speech), comes.Far, comes.Echo, Interruption.Matters(comes.Heard, comes.Saying, Words)).Stops(Options));

    [Fact]
    public void A_caller_who_pauses_long_is_soon_given_the_time()
    {
        var pace = Pauses(Pace.Unknown, 1.4, 1.5);

        Assert.InRange(Silence(pace), 1.8, 3);
    }

    [Fact]
    public void A_caller_who_speaks_quickly_is_not_kept_waiting_for_one_long_pause()
    {
        var pace = Pauses(Pace.Unknown, [1.5, .. Enumerable.Repeat(0.3, 25)]);

        Assert.Equal(0.8, Silence(pace), precision: 3);
    }

    [Fact]
    public void Nobody_is_waited_for_longer_than_the_longest_pause() => Assert.Equal(3, Silence(Pauses(Pace.Unknown, 2.9, 2.9, 2.9)), precision: 3);

    [Fact]
    public void Gaps_between_words_are_no_pauses() => Assert.Equal(Pace.Unknown, Pauses(Pace.Unknown, 0.1, 0.2, 0.15));

    [Theory]
    [InlineData("我说一遍打扫卫生", true, true)]
    [InlineData("我说一遍打扫卫生", false, false)]
    [InlineData("嗯嗯", false, true)]
    [InlineData("不对不对", false, false)]
    [InlineData("不对我要送饭", true, false)]
    public void A_reply_that_was_stopped_for_nothing_goes_on(string heard, bool mayBeEcho, bool goesOn)
    {
        var reply = new Reply(["我说一遍。", "打扫卫生。", "对不对？"], NextStep.Listen, "zh-CN", 1, "Confirm");

        Assert.Equal(goesOn, new LastReply(reply, "我说一遍。打扫卫生。", ["打扫卫生。", "对不对？"]).IsUnmovedBy(heard, mayBeEcho, Words));
    }

    [Fact]
    public void A_hum_is_an_answer_once_the_question_is_being_asked()
    {
        var reply = new Reply(["打扫卫生。", "对不对？"], NextStep.Listen, "zh-CN", 1, "Confirm");

        Assert.False(new LastReply(reply, "打扫卫生。对不对？", ["对不对？"]).IsUnmovedBy("嗯", mayBeEcho: false, Words));
    }

    [Fact]
    public void A_voice_much_quieter_than_the_caller_is_far_until_the_caller_is_as_quiet()
    {
        var level = new CallerLevel();
        Assert.True(level.IsFar(100, whileWeSpeak: true));
        Assert.False(level.IsFar(100, whileWeSpeak: false));

        level.Heard(5000);
        Assert.True(level.IsFar(500, whileWeSpeak: false));
        Assert.False(level.IsFar(2000, whileWeSpeak: true));

        for (var times = 0; times < 20; times++)
        {
            level.Heard(500);
        }

        Assert.False(level.IsFar(500, whileWeSpeak: false));
    }

    private static Pace Pauses(Pace pace, params double[] seconds) => seconds.Aggregate(pace, (known, pause) => known.After(TimeSpan.FromSeconds(pause)));

    private static double Silence(Pace pace) => Endpointing.Silence(pace, Expectation.Anything, "", Words, Options).TotalSeconds;
}
