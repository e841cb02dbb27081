namespace VoiceGateway.Speech.Activity;

/// <summary>Judges one call's sound window by window. Allocates nothing.</summary>
internal interface ISpeechJudge : IDisposable
{
    /// <summary>Samples of a window, at 8 kHz.</summary>
    int Window { get; }

    /// <summary>A gate with the bars of this judge's scale.</summary>
    SpeechGate NewGate();

    /// <summary>How speech-like the window is, in this judge's scale.</summary>
    /// <param name="window"><see cref="Window"/> samples.</param>
    /// <param name="loudness">Their root mean square.</param>
    double Judge(ReadOnlySpan<short> window, double loudness);

    /// <summary>Forgets everything, as for a new call.</summary>
    void Reset();
}
