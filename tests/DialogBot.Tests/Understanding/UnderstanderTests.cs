using DialogBot.Understanding;

namespace DialogBot.Tests.Understanding;

public class UnderstanderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly Understander Understander = Understander.Load(Path.Combine(AppContext.BaseDirectory, "prompts"));

    [Theory]
    [InlineData("打少卫生", "cleaning")]
    [InlineData("請幫我打掃", "cleaning")]
    [InlineData("请来打整一下", "cleaning")]
    public void Cleaning_is_understood_however_it_is_written_or_heard(string text, string service)
    {
        var reading = Understander.Read(Utterance.Typed(text, "1"), Now);
        Assert.Equal(Intent.OrderCreate, reading.Intent);
        Assert.Equal(service, Assert.Single(reading.Services).Code);
    }

    [Fact]
    public void Danger_is_seen_in_a_sentence_that_is_still_being_spoken() =>
        Assert.Equal("fall", Understander.Watch("我摔倒")?.Category);

    [Fact]
    public void Two_wishes_are_two_orders_each_with_its_own_time()
    {
        var reading = Read("先送饭，下午再来个人修灯");
        Assert.Equal(["meal", "home-repair"], reading.Services.Select(service => service.Code));
        Assert.Null(reading.Services[0].When);
        Assert.Equal(DayPart.Afternoon, reading.Services[1].When?.Part);
    }

    [Fact]
    public void Who_where_how_many_and_by_whom_are_heard()
    {
        var reading = Read("送到女儿家，两份午饭");
        Assert.Equal("女儿家", reading.Place);
        Assert.Equal(2, Assert.Single(reading.Services).Quantity);
        Assert.Equal("老伴", Read("给老伴剪个头发").Person);
        Assert.Equal("上次那个师傅", Read("还要上次那个师傅来修空调").Preference?.Replace("还要", "", StringComparison.Ordinal));
        Assert.True(Read("马上来修水管").Urgent);
    }

    [Fact]
    public void A_correction_is_known_as_one()
    {
        var reading = Read("不是明天，是后天");
        Assert.True(reading.Correction);
        Assert.Equal(new DateOnly(2026, 11, 25), reading.When?.Date);
    }

    [Theory]
    [InlineData("好的那你们就来吧别忘了带工具", Expectation.YesOrNo, Intent.Affirm)]
    [InlineData("中山路十八号三栋", Expectation.Address, Intent.Inform)]
    [InlineData("灯", Expectation.Service, Intent.OrderCreate)]
    [InlineData("可以的", Expectation.Opinion, Intent.Feedback)]
    public void An_answer_is_read_as_the_answer_to_what_was_asked(string answer, Expectation expecting, Intent intent) =>
        Assert.Equal(intent, Understander.Read(Utterance.Typed(answer, "1"), Now, expecting: expecting).Intent);

    [Fact]
    public void What_is_heard_beside_the_wish_has_its_evidence()
    {
        var evidence = Read("马上派上次那个师傅给老伴剪个头发").Evidence;
        Assert.Contains(new Evidence("老伴", "person", 1), evidence);
        Assert.Contains(new Evidence("马上", "urgent", 1), evidence);
        Assert.Contains(evidence, piece => piece.Rule == "preference");
        Assert.True(Read("马上来个开锁的").Urgent);
    }

    [Fact]
    public void A_range_keeps_its_end() => Assert.Equal(new TimeOnly(18, 0), Read("明天三点到六点来打扫").When?.Until);

    [Fact]
    public void A_question_for_today_is_for_today() => Assert.Equal(new DateOnly(2026, 11, 23), Read("能不能今天就来打扫").When?.Date);

    [Fact]
    public void A_coming_week_begins_on_its_monday() => Assert.Equal(new DateOnly(2026, 11, 30), Read("下个礼拜").When?.Date);

    [Fact]
    public void Two_wishes_for_two_days_keep_their_days()
    {
        var services = Read("明天上午打扫卫生，后天下午三点送饭").Services;
        Assert.Equal(["cleaning", "meal"], services.Select(service => service.Code));
        Assert.Equal(new DateOnly(2026, 11, 24), services[0].When?.Date);
        Assert.Equal((new DateOnly(2026, 11, 25), new TimeOnly(15, 0)), (services[1].When?.Date, services[1].When?.Time));
    }

    [Theory]
    [InlineData("救命啊，我摔倒了", "fall", Severity.Urgent)]
    [InlineData("来人啊", "help", Severity.Life)]
    [InlineData("哎哟", "help", Severity.Concern)]
    public void A_cry_is_heard(string cry, string category, Severity severity)
    {
        var danger = Read(cry).Danger;
        Assert.Equal((category, severity), (danger?.Category, danger?.Severity));
    }

    [Theory]
    [InlineData("赶紧来人修水管，到处是水")]
    [InlineData("上个月摔了一跤，明天上午派个护士来换药")]
    public void Who_asks_for_a_visit_is_in_no_danger_by_a_cry_or_an_old_fall(string text)
    {
        Assert.Null(Read(text).Danger);
        Assert.Single(Read(text).Services);
    }

    [Fact]
    public void A_time_gone_by_is_marked_to_be_questioned() => Assert.True(Read("昨天下午三点来打扫").When?.Past);

    [Fact]
    public void A_bare_hour_answers_the_question_for_a_time()
    {
        var reading = Understander.Read(Utterance.Typed("三点", "1"), Now, expecting: Expectation.Time);
        Assert.Equal(Intent.Inform, reading.Intent);
        Assert.Equal(new TimeOnly(15, 0), reading.When?.Time);
    }

    [Fact]
    public void A_better_guess_further_down_the_list_is_taken()
    {
        var reading = Understander.Read(new Utterance([new Hypothesis("来人搭少", 0.5), new Hypothesis("来人打扫", 0.45)], "1"), Now);
        Assert.Equal("cleaning", Assert.Single(reading.Services).Code);
    }

    [Fact]
    public void Danger_in_any_guess_is_danger_but_not_certain()
    {
        var reading = Understander.Read(new Utterance([new Hypothesis("我甩岛", 0.5), new Hypothesis("我摔倒了", 0.45)], "1"), Now);
        Assert.Equal(Intent.Emergency, reading.Intent);
        Assert.False(reading.Danger?.Certain);
    }

    [Fact]
    public void Many_threads_read_alike()
    {
        var texts = Spec.Load("services.txt").Select(spec => spec.Text).ToArray();
        var alone = texts.Select(text => Read(text).Intent).ToArray();
        var together = texts.AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(text => Read(text).Intent).ToArray();
        Assert.Equal(alone, together);
    }

    [Fact]
    public void Nothing_said_is_nothing_understood()
    {
        foreach (var text in new[] { "", "   ", "。。。", "?!", "\u0000", new string('啊', 5000) + new string('x', 5000) })
        {
            Assert.Equal(Intent.Unknown, Read(text).Intent);
        }
    }

    private static Reading Read(string text) => Understander.Read(Utterance.Typed(text, "1"), Now);
}
