using VoiceGateway.Media;
using VoiceGateway.Speech;

namespace VoiceGateway.Tests.Speech.Real;

[Collection(RealSpeechGroup.Name)]
[Trait("Category", "Speech")]
public sealed class ActivityTests(RealSpeech speech)
{
    private const int Frame = Sound.Telephone / 50;

    [Fact]
    public async Task Every_utterance_is_found_once_and_its_end_too()
    {
        var recordings = await RealSpeech.RecordingsAsync("domain");
        using var activity = speech.Activity.Create();
        var changes = Feed(activity, recordings.Take(12).SelectMany(recording => recording.Sound.Samples.ToArray().Concat(new short[2 * Sound.Telephone])));

        Assert.Equal(12, changes.Count(change => change == VoiceChange.Started), tolerance: 1);
        Assert.Equal(changes.Count(change => change == VoiceChange.Started), changes.Count(change => change == VoiceChange.Ended));
    }

    [Theory]
    [InlineData("rain")]
    [InlineData("pink-noise")]
    public async Task Noise_is_not_taken_for_speech(string noise)
    {
        using var activity = speech.Activity.Create();

        Assert.DoesNotContain(VoiceChange.Started, Feed(activity, (await RealSpeech.NoiseAsync(noise)).Samples.ToArray()));
    }

    [Fact]
    public async Task Two_calls_at_once_do_not_disturb_each_other()
    {
        var recording = (await RealSpeech.RecordingsAsync("domain", "k2_00"))[0].Sound.Samples.ToArray();
        using var alone = speech.Activity.Create();
        using var beside = speech.Activity.Create();
        using var quiet = speech.Activity.Create();
        var expected = Feed(alone, recording);

        var got = new List<VoiceChange>();
        foreach (var frame in recording.Chunk(Frame))
        {
            got.Add(beside.Feed(frame));
            Assert.Equal(VoiceChange.None, quiet.Feed(new short[Frame]));
        }

        Assert.Equal(expected, got);
    }

    [Fact]
    public async Task A_call_that_begins_again_is_listened_to_as_new()
    {
        var recording = (await RealSpeech.RecordingsAsync("domain", "k2_00"))[0].Sound.Samples.ToArray();
        using var activity = speech.Activity.Create();
        var expected = Feed(activity, recording);

        activity.Reset();

        Assert.Equal(expected, Feed(activity, recording));
    }

    [Fact]
    public void A_frame_allocates_nothing()
    {
        using var activity = speech.Activity.Create();
        var frame = new short[Frame];
        activity.Feed(frame);
        activity.Feed(frame);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var count = 0; count < 100; count++)
        {
            activity.Feed(frame);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static List<VoiceChange> Feed(IVoiceActivity activity, IEnumerable<short> samples) =>
        [.. samples.Chunk(Frame).Select(frame => activity.Feed(frame))];
}
