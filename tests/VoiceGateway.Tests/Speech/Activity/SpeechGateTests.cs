using VoiceGateway.Speech;
using VoiceGateway.Speech.Activity;

namespace VoiceGateway.Tests.Speech.Activity;

public sealed class SpeechGateTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(20);
    private SpeechGate gate = new(startAt: 0.5, endBelow: 0.3, minSpeech: TimeSpan.FromMilliseconds(60));

    [Fact]
    public void A_click_is_not_speech()
    {
        Assert.DoesNotContain(VoiceChange.Started, Feed(0.9, 2).Concat(Feed(0.1, 5)).Concat(Feed(0.9, 2)));
    }

    [Fact]
    public void Speech_starts_once_and_ends_after_the_silence_that_was_asked_for()
    {
        gate.MinSilence = TimeSpan.FromMilliseconds(100);

        Assert.Equal([VoiceChange.None, VoiceChange.None, VoiceChange.Started, VoiceChange.None], Feed(0.9, 4));
        Assert.Equal([VoiceChange.None, VoiceChange.None, VoiceChange.None, VoiceChange.None, VoiceChange.Ended], Feed(0.1, 5));
        Assert.False(gate.Speaking);
    }

    [Fact]
    public void Fading_speech_goes_on_under_the_bar_that_would_start_it()
    {
        Feed(0.9, 3);

        Assert.DoesNotContain(VoiceChange.Ended, Feed(0.35, 200));
        Assert.Equal(TimeSpan.Zero, gate.Silence);
    }

    [Fact]
    public void A_pause_that_is_granted_while_it_lasts_does_not_end_the_utterance()
    {
        gate.MinSilence = TimeSpan.FromMilliseconds(100);
        Feed(0.9, 3);
        Feed(0.1, 4);

        gate.MinSilence = TimeSpan.FromSeconds(3);

        Assert.DoesNotContain(VoiceChange.Ended, Feed(0.1, 50));
        Assert.Equal(TimeSpan.FromMilliseconds(20 * 54), gate.Silence);
    }

    private List<VoiceChange> Feed(double likeness, int windows) =>
        [.. Enumerable.Range(0, windows).Select(_ => gate.Feed(likeness, Window))];
}
