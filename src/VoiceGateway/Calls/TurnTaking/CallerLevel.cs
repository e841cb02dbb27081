namespace VoiceGateway.Calls.TurnTaking;

/// <summary>How loud the caller is on this line, so that a television behind them is not taken for them.</summary>
internal sealed class CallerLevel
{
    // 14 dB quieter than the caller has been.
    private const double Far = 0.2;

    private const double Rise = 0.5;
    private const double Fall = 0.1;

    private double level;

    /// <summary>Whether a voice so loud is somebody else's than the caller's; false while the caller has not been heard.</summary>
    public bool IsFar(double loudness) => loudness < Volatile.Read(ref level) * Far;

    /// <summary>An utterance is over. A far one counts a little too: the caller may have put the telephone down.</summary>
    public void Heard(double loudness)
    {
        var before = level;
        Volatile.Write(ref level, before == 0 ? loudness : before + ((loudness - before) * (loudness > before ? Rise : Fall)));
    }
}
