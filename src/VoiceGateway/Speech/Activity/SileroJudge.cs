using VoiceGateway.Media;

namespace VoiceGateway.Speech.Activity;

/// <summary>Tells speech from noise by Silero's model.</summary>
internal sealed class SileroJudge(SileroStream stream, Action returned) : ISpeechJudge
{
    private const double StartAt = 0.5;
    private const double EndBelow = 0.35;
    private static readonly TimeSpan MinSpeech = TimeSpan.FromMilliseconds(96);

    private readonly short[] wide = new short[SileroStream.Window + 2];
    private Resampler toWide = new(Sound.Telephone, 2 * Sound.Telephone);
    private bool disposed;

    public int Window => SileroStream.Window / 2;

    public SpeechGate NewGate() => new(StartAt, EndBelow, MinSpeech);

    public double Judge(ReadOnlySpan<short> window, double loudness)
    {
        toWide.Process(window, wide);
        return stream.Probability(wide.AsSpan(0, SileroStream.Window));
    }

    public void Reset()
    {
        stream.Reset();
        toWide = new Resampler(Sound.Telephone, 2 * Sound.Telephone);
    }

    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            stream.Dispose();
            returned();
        }
    }
}
