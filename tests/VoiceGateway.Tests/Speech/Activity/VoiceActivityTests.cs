using VoiceGateway.Speech;
using VoiceGateway.Speech.Activity;

namespace VoiceGateway.Tests.Speech.Activity;

public sealed class VoiceActivityTests : IDisposable
{
    private readonly VoiceActivity activity = new(new LoudnessJudge());
    private readonly Random random = new(7);

    [Fact]
    public void Loud_speech_over_a_noisy_line_is_found_and_its_end_too()
    {
        activity.MinSilence = TimeSpan.FromMilliseconds(400);

        Assert.DoesNotContain(VoiceChange.Started, Feed(loudness: 200, seconds: 2));
        Assert.Single(Feed(loudness: 4000, seconds: 1.5), VoiceChange.Started);
        Assert.Single(Feed(loudness: 200, seconds: 1), VoiceChange.Ended);
    }

    [Fact]
    public void A_line_that_becomes_noisier_is_got_used_to()
    {
        Feed(loudness: 100, seconds: 1);
        Feed(loudness: 1000, seconds: 10);

        Assert.False(activity.Speaking);
        Assert.DoesNotContain(VoiceChange.Started, Feed(loudness: 1000, seconds: 5));
    }

    [Fact]
    public void A_television_behind_the_caller_does_not_keep_the_utterance_open()
    {
        Feed(loudness: 100, seconds: 1);
        Assert.Single(Feed(loudness: 8000, seconds: 1), VoiceChange.Started);

        Assert.Contains(VoiceChange.Ended, Feed(loudness: 800, seconds: 1));
    }

    [Fact]
    public void A_caller_whose_voice_drops_is_not_cut_off()
    {
        Feed(loudness: 100, seconds: 1);
        Feed(loudness: 8000, seconds: 1);

        Assert.DoesNotContain(VoiceChange.Ended, Feed(loudness: 2000, seconds: 2));
    }

    [Fact]
    public void A_frame_allocates_nothing()
    {
        var frame = new short[160];
        activity.Feed(frame);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var count = 0; count < 1000; count++)
        {
            activity.Feed(frame);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    public void Dispose() => activity.Dispose();

    private List<VoiceChange> Feed(double loudness, double seconds)
    {
        var changes = new List<VoiceChange>();
        for (var frame = 0; frame < seconds * 50; frame++)
        {
            var samples = Enumerable.Range(0, 160).Select(_ => (short)((random.NextDouble() - 0.5) * Math.Sqrt(12) * loudness)).ToArray();
            changes.Add(activity.Feed(samples));
        }

        return changes;
    }
}
