using DialogBot.Understanding;

namespace DialogBot.Tests.Understanding;

/// <summary>Every dialect word has a spec line, and is read as that line says.</summary>
public class LexiconTests(ITestOutputHelper output)
{
    private static readonly LanguageData Data = new(Path.Combine(AppContext.BaseDirectory, "prompts"));
    private static readonly string[][] Specs =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Understanding", "specs", "lexicon.tsv")).Where(line => line[0] != '#').Select(line => line.Split(" | "))];

    [Fact]
    public void Every_dialect_word_is_read_as_its_spec_says()
    {
        var lexicons = Data.Lexicons();
        var wrong = Specs.Select(spec => (Spec: spec, Read: lexicons.For(spec[0]).Translate($"请,{spec[1]},"))).Where(read => read.Read != $"请,{read.Spec[2]},").ToArray();
        output.WriteLine($"{Specs.Length} words");
        Assert.True(wrong.Length == 0, string.Join('\n', wrong.Select(read => $"{string.Join(' ', read.Spec)} → {read.Read}")));
    }

    [Fact]
    public void Every_dialect_word_has_a_spec_line()
    {
        var specified = Specs.Select(spec => spec[1]).ToHashSet();
        var words = Data.LexiconBlocks().SelectMany(block => block.Words.Keys.Concat(block.OnlyHere.Keys)).ToHashSet();
        Assert.True(words.Count >= 400);
        Assert.Empty(words.Except(specified));
    }

    [Theory]
    [InlineData("系咪", "cantonese", "是不是")]
    [InlineData("没关系", "mandarin", "没关系")]
    [InlineData("食物中毒", "cantonese", "食物中毒")]
    [InlineData("明早八点", null, "明早八点")]
    public void Words_that_mean_something_else_elsewhere_are_left_alone(string said, string? region, string meant) =>
        Assert.Equal(meant, Data.Lexicons().For(region).Translate(said));
}
