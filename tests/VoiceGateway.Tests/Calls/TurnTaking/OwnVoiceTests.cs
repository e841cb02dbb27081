using Testing;
using VoiceGateway.Calls.TurnTaking;
using VoiceGateway.Media;

namespace VoiceGateway.Tests.Calls.TurnTaking;

public sealed class OwnVoiceTests
{
    private const int Slices = 100;

    private readonly ManualTime time = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
    private readonly OwnVoice own;

    public OwnVoiceTests()
    {
        own = new OwnVoice(time);
        own.Says(Sounding(Syllables(seed: 1)), time.GetUtcNow());
    }

    [Theory]
    [InlineData(5, 0.3)]
    [InlineData(20, 0.1)]
    [InlineData(30, 0.6)]
    public void What_we_said_is_known_again_when_it_comes_back_later_and_quieter(int late, double quieter)
    {
        time.Advance(TimeSpan.FromMilliseconds(20 * 80));

        var heard = Syllables(seed: 1).Skip(80 - late - OwnVoice.Compared + 1).Take(OwnVoice.Compared).Select(loudness => (float)(loudness * quieter));

        Assert.True(own.IsEchoed([.. heard]));
    }

    [Fact]
    public void Somebody_elses_words_are_not_ours()
    {
        time.Advance(TimeSpan.FromMilliseconds(20 * 80));
        var other = Syllables(seed: 2);

        var taken = Enumerable.Range(0, Slices - OwnVoice.Compared).Count(from => own.IsEchoed([.. other.Skip(from).Take(OwnVoice.Compared)]));

        // A syllable may fall as ours did; not a sentence.
        Assert.InRange(taken, 0, 10);
    }

    [Fact]
    public void What_is_louder_than_we_were_is_no_echo()
    {
        time.Advance(TimeSpan.FromMilliseconds(20 * 80));

        Assert.False(own.IsEchoed([.. Syllables(seed: 1).Skip(26).Take(OwnVoice.Compared).Select(loudness => loudness * 3)]));
    }

    [Fact]
    public void Nothing_is_an_echo_of_what_was_stopped_before_it_was_heard()
    {
        own.Stop();
        time.Advance(TimeSpan.FromMilliseconds(20 * 80));

        Assert.False(own.IsEchoed([.. Syllables(seed: 1).Skip(26).Take(OwnVoice.Compared)]));
    }

    /// <summary>Loudness of four syllables a second, each of its own length and strength.</summary>
    private static float[] Syllables(int seed)
    {
        var random = new Random(seed);
        var loudness = new List<float>();
        while (loudness.Count < Slices)
        {
            var (strength, length) = (1000 + (random.NextDouble() * 5000), random.Next(6, 14));
            loudness.AddRange(Enumerable.Range(0, length).Select(at => (float)(strength * Math.Sin(Math.PI * (at + 0.5) / length))));
            loudness.AddRange(Enumerable.Repeat(20f, random.Next(1, 6)));
        }

        return [.. loudness.Take(Slices)];
    }

    private static byte[] Sounding(float[] loudness) =>
        [.. loudness.SelectMany(each => Enumerable.Range(0, OwnVoice.Slice).Select(at => MuLaw.Encode((short)(at % 2 == 0 ? each : -each))))];
}
