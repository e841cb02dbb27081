namespace VoiceGateway.Calls.TurnTaking;

/// <summary>How loud the caller is on this line, so that a television behind them is not taken for them.</summary>
internal sealed class CallerLevel
{
    // 14 dB quieter than the caller has been.
    private const double Far = 0.2;

    // Quieter than -30 dB at its loudest speaks into no telephone, as far as we know before the caller has spoken.
    private const double Quietest = 1000;

    private const double Rise = 0.5;
    private const double Fall = 0.1;

    private double level;

    public bool IsKnown => level > 0;

    /// <summary>Whether a voice so loud is somebody else's than the caller's.</summary>
    /// <param name="whileWeSpeak">Who has not been heard yet is quiet while we speak, rather than that loud.</param>
    public bool IsFar(double loudness, bool whileWeSpeak) =>
        Volatile.Read(ref level) is > 0 and var usual ? loudness < usual * Far : whileWeSpeak && loudness < Quietest;

    /// <summary>An utterance is over. A far one counts a little too: the caller may have put the telephone down.</summary>
    public void Heard(double loudness)
    {
        var before = level;
        Volatile.Write(ref level, before == 0 ? loudness : before + ((loudness - before) * (loudness > before ? Rise : Fall)));
    }
}
