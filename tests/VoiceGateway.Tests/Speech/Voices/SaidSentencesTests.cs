using VoiceGateway.Speech;
using VoiceGateway.Speech.Voices;

namespace VoiceGateway.Tests.Speech.Voices;

public sealed class SaidSentencesTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public void What_was_said_is_kept_for_the_next_process()
    {
        New().Add("voice", new Sentence("您好"), [1, 2, 3]);

        Assert.True(New().TryGet("voice", new Sentence("您好"), out var kept));
        Assert.Equal([1, 2, 3], kept.ToArray());
    }

    [Fact]
    public void Another_voice_pace_or_language_is_another_saying()
    {
        var said = New();
        said.Add("voice", new Sentence("您好"), [1]);

        Assert.False(said.TryGet("other", new Sentence("您好"), out _));
        Assert.False(said.TryGet("voice", new Sentence("您好", Rate: 0.8), out _));
        Assert.False(said.TryGet("voice", new Sentence("您好", "yue-CN"), out _));
    }

    [Fact]
    public void The_disk_keeps_what_was_said_last()
    {
        var said = New(disk: 250);
        foreach (var (text, age) in (ReadOnlySpan<(string, int)>)[("old", 3), ("middle", 2), ("new", 1)])
        {
            said.Add("voice", new Sentence(text), new byte[100]);
            var written = new DirectoryInfo(folder).EnumerateFiles().OrderByDescending(file => file.CreationTimeUtc).First();
            written.LastWriteTimeUtc = DateTime.UnixEpoch.AddDays(100 - age);
        }

        said.TrimDisk();

        Assert.Equal(2, Directory.GetFiles(folder).Length);
        Assert.False(New().TryGet("voice", new Sentence("old"), out _));
        Assert.True(New().TryGet("voice", new Sentence("new"), out _));
    }

    [Fact]
    public void The_memory_forgets_what_was_not_asked_for_longest()
    {
        var said = New(memory: 250);
        said.Add("voice", new Sentence("a"), new byte[100]);
        said.Add("voice", new Sentence("b"), new byte[100]);
        said.TryGet("voice", new Sentence("a"), out _);
        said.Add("voice", new Sentence("c"), new byte[100]);
        Directory.Delete(folder, recursive: true);

        Assert.True(said.TryGet("voice", new Sentence("a"), out _));
        Assert.False(said.TryGet("voice", new Sentence("b"), out _));
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private SaidSentences New(long memory = 1000, long disk = 1000) => new(folder, memory, disk);
}
