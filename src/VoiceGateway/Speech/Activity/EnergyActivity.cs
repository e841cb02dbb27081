using VoiceGateway.Media;

namespace VoiceGateway.Speech.Activity;

/// <summary>
/// Tells speech from quiet by loudness over the line's own noise, which it learns. For lines where the model is not to be had:
/// it takes a loud room for speech.
/// </summary>
internal sealed class EnergyActivity : IVoiceActivity
{
    // Speech is this much louder (in amplitude) than the line's noise: 10 dB to begin, 6 dB to go on.
    private const double StartAt = 3.2;
    private const double EndBelow = 2.0;

    // A line quieter than this (about -60 dB) is taken for this loud, or breathing would be speech.
    private const double QuietestFloor = 33;
    private static readonly TimeSpan MinSpeech = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(20);
    private const int WindowSamples = Sound.Telephone / 50;

    // The floor follows a quieter line at once, a louder one slowly (doubling in about two seconds).
    private const double FloorRise = 1.007;

    private SpeechGate gate = new(StartAt, EndBelow, MinSpeech);
    private double floor = 4 * QuietestFloor;
    private double energy;
    private int filled;

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
        foreach (var sample in frame)
        {
            energy += (double)sample * sample;
            if (++filled == WindowSamples)
            {
                var fed = EndWindow(Math.Sqrt(energy / WindowSamples));
                change = fed == VoiceChange.None ? change : fed;
                (energy, filled) = (0, 0);
            }
        }

        return change;
    }

    public void Reset()
    {
        gate.Reset();
        (floor, energy, filled) = (4 * QuietestFloor, 0, 0);
    }

    public void Dispose()
    {
    }

    private VoiceChange EndWindow(double loudness)
    {
        floor = Math.Max(QuietestFloor, Math.Min(loudness, floor * FloorRise));
        return gate.Feed(loudness / floor, Window);
    }
}
