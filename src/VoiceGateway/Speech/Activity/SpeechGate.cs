namespace VoiceGateway.Speech.Activity;

/// <summary>
/// Turns how speech-like each window is into "started" and "ended": speech must last a little to count, and once started it is
/// given up only under a lower bar, and only after <see cref="MinSilence"/>.
/// </summary>
internal struct SpeechGate(double startAt, double endBelow, TimeSpan minSpeech)
{
    private TimeSpan speech;

    public TimeSpan MinSilence { get; set; } = TimeSpan.FromSeconds(0.8);

    public bool Speaking { get; private set; }

    public TimeSpan Silence { get; private set; }

    /// <param name="likeness">0 to 1, in the scale of the two bars.</param>
    /// <param name="window">How long the window is.</param>
    public VoiceChange Feed(double likeness, TimeSpan window)
    {
        var speechLike = likeness >= (Speaking ? endBelow : startAt);
        Silence = speechLike ? TimeSpan.Zero : Silence + window;
        speech = speechLike ? speech + window : TimeSpan.Zero;
        if (!Speaking && speech >= minSpeech)
        {
            Speaking = true;
            return VoiceChange.Started;
        }

        if (Speaking && Silence >= MinSilence)
        {
            Speaking = false;
            return VoiceChange.Ended;
        }

        return VoiceChange.None;
    }

    public void Reset()
    {
        (Speaking, Silence, speech) = (false, TimeSpan.Zero, TimeSpan.Zero);
    }
}
