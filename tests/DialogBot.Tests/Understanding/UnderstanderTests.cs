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
}
