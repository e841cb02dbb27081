using VoiceGateway.Media;

namespace VoiceGateway.Speech.Activity;

/// <summary>
/// Tells speech from quiet by loudness over the line's own noise, which it learns. For lines where the model is not to be had:
/// it takes a loud room for speech.
/// </summary>
internal sealed class LoudnessJudge : ISpeechJudge
{
    // Speech is this much louder (in amplitude) than the line's noise: 10 dB to begin, 6 dB to go on.
    private const double StartAt = 3.2;
    private const double EndBelow = 2.0;
    private static readonly TimeSpan MinSpeech = TimeSpan.FromMilliseconds(60);

    // A line quieter than this (about -60 dB) is taken for this loud, or breathing would be speech.
    private const double QuietestFloor = 33;

    // The floor follows a quieter line at once, a louder one slowly (doubling in about two seconds).
    private const double FloorRise = 1.007;

    private double floor = 4 * QuietestFloor;

    public int Window => Sound.Telephone / 50;

    public SpeechGate NewGate() => new(StartAt, EndBelow, MinSpeech);

    public double Judge(ReadOnlySpan<short> window, double loudness)
    {
        floor = Math.Max(QuietestFloor, Math.Min(loudness, floor * FloorRise));
        return loudness / floor;
    }

    public void Reset() => floor = 4 * QuietestFloor;

    public void Dispose()
    {
        // Nothing is held.
    }
}
