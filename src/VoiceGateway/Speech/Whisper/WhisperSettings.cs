namespace VoiceGateway.Speech.Whisper;

/// <summary>How one recognition is to be done.</summary>
/// <param name="Language">Whisper's code: zh, yue.</param>
/// <param name="Prompt">Text that is likely to have gone before; empty for none.</param>
/// <param name="BeamSize">1 is greedy.</param>
/// <param name="MinAudioContext">Positions of 20 ms that the encoder looks at, at least.</param>
internal sealed record WhisperSettings(string Language, string Prompt, int BeamSize, int Threads, int MinAudioContext)
{
    private const int Positions = 1500;

    // At 384 Whisper repeats itself: 43 % of the characters wrong where 512 gives 14 % (docs/speech.md).
    private const int Fewest = 512;
    private const int PositionsPerSecond = 50;
    private const int Margin = 64;

    /// <summary>How far the encoder is to look for so much sound: a little beyond its end, in steps of 64.</summary>
    public int AudioContext(TimeSpan length)
    {
        var needed = (int)Math.Ceiling(length.TotalSeconds * PositionsPerSecond) + Margin;
        var stepped = (needed + Margin - 1) / Margin * Margin;
        return Math.Min(Positions, Math.Max(Math.Max(Fewest, MinAudioContext), stepped));
    }
}
