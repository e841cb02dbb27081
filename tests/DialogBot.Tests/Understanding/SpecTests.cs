using DialogBot.Understanding;

namespace DialogBot.Tests.Understanding;

/// <summary>The sentences of specs/: a bug report is one more line there.</summary>
public class SpecTests(ITestOutputHelper output)
{
    private static readonly Understander Understander = Understander.Load(Path.Combine(AppContext.BaseDirectory, "prompts"));

    [Theory]
    [InlineData("services.txt")]
    [InlineData("intents.txt")]
    [InlineData("times.txt")]
    [InlineData("dangers.txt")]
    [InlineData("more.txt")]
    [InlineData("third.txt")]
    [InlineData("heard.txt")]
    [InlineData("held-out.txt")]
    public void Sentences_are_understood_as_well_as_was_promised(string file)
    {
        var score = new Score(Spec.Load(file), Understander);
        output.WriteLine(score.Row(file));
        output.WriteLine(file == "held-out.txt" ? "" : string.Join('\n', score.Misses));
        Assert.True(Score.Share(score.Intents) >= 0.95, score.Row(file));
        Assert.True(Score.Share(score.Services) >= 0.95, score.Row(file));
        Assert.True(Score.Share(score.Dates) >= 0.95, score.Row(file));
        Assert.True(Score.Share(score.Times) >= 0.95, score.Row(file));
        Assert.True(Score.Share(score.Dangers) >= 1, score.Row(file));
        Assert.True(Score.Share(score.Calm) >= 0.98, score.Row(file));
    }
}
