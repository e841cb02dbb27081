using VoiceGateway.Media;

namespace VoiceGateway.Speech.Activity;

/// <summary>Tells speech from noise by Silero's model.</summary>
internal sealed class SileroActivity(SileroStream stream, Action returned) : IVoiceActivity
{
    private const double StartAt = 0.5;
    private const double EndBelow = 0.35;
    private static readonly TimeSpan MinSpeech = TimeSpan.FromMilliseconds(96);
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(32);

    private readonly short[] window = new short[SileroStream.Window];
    private readonly short[] doubled = new short[SileroStream.Window + 2];
    private Resampler toWide = new(Sound.Telephone, 2 * Sound.Telephone);
    private SpeechGate gate = new(StartAt, EndBelow, MinSpeech);
    private int filled;
    private bool disposed;

    public bool Speaking => gate.Speaking;

    public TimeSpan Silence => gate.Silence;

    public TimeSpan MinSilence
    {
        get => gate.MinSilence;
        set => gate.MinSilence = value;
    }

    public VoiceChange Feed(ReadOnlySpan<short> frame)
    {
        var change = VoiceChange.None;
        while (!frame.IsEmpty)
        {
            var part = frame[..Math.Min(frame.Length, SileroStream.Window / 2)];
            frame = frame[part.Length..];
            var wide = doubled.AsSpan(0, toWide.Process(part, doubled));
            while (!wide.IsEmpty)
            {
                var taken = Math.Min(wide.Length, SileroStream.Window - filled);
                wide[..taken].CopyTo(window.AsSpan(filled));
                wide = wide[taken..];
                filled += taken;
                if (filled == SileroStream.Window)
                {
                    filled = 0;
                    var fed = gate.Feed(stream.Probability(window), Window);
                    change = fed == VoiceChange.None ? change : fed;
                }
            }
        }

        return change;
    }

    public void Reset()
    {
        stream.Reset();
        gate.Reset();
        toWide = new Resampler(Sound.Telephone, 2 * Sound.Telephone);
        filled = 0;
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
