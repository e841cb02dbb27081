using VoiceGateway.Media;

namespace VoiceGateway.Speech.Activity;

/// <summary>Cuts one call's sound into windows, has each judged, and says when speech starts and ends.</summary>
internal sealed class VoiceActivity : IVoiceActivity
{
    // Once somebody speaks, what is 16 dB quieter is not that voice going on, but a television behind it.
    private const double Behind = 0.16;

    // The level of who speaks follows louder windows at once, and sinks by half in about four seconds.
    private const double LevelRise = 0.25;
    private static readonly double LevelFall = Math.Log(2) / 4;

    private readonly ISpeechJudge judge;
    private readonly short[] window;
    private readonly TimeSpan length;
    private SpeechGate gate;
    private double level;
    private int filled;

    public VoiceActivity(ISpeechJudge judge)
    {
        this.judge = judge;
        gate = judge.NewGate();
        window = new short[judge.Window];
        length = TimeSpan.FromSeconds((double)judge.Window / Sound.Telephone);
    }

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
            var taken = Math.Min(frame.Length, window.Length - filled);
            frame[..taken].CopyTo(window.AsSpan(filled));
            frame = frame[taken..];
            filled += taken;
            if (filled == window.Length)
            {
                filled = 0;
                var fed = EndWindow();
                change = fed == VoiceChange.None ? change : fed;
            }
        }

        return change;
    }

    public void Reset()
    {
        judge.Reset();
        gate.Reset();
        (level, filled) = (0, 0);
    }

    public void Dispose() => judge.Dispose();

    private VoiceChange EndWindow()
    {
        var loudness = Sound.LoudnessOf(window);
        var likeness = judge.Judge(window, loudness);
        if (gate.Speaking && loudness < level * Behind)
        {
            likeness = 0;
        }

        var change = gate.Feed(likeness, length);
        level = !gate.Speaking ? 0 : loudness > level ? level + ((loudness - level) * LevelRise) : level * (1 - (LevelFall * length.TotalSeconds));
        return change;
    }
}
