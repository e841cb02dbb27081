using VoiceGateway.Media;

namespace VoiceGateway.Speech;

/// <summary>Something to be heard.</summary>
/// <param name="CallId">Whose speech it is: the engine is shared fairly between calls.</param>
/// <param name="Speech">At <see cref="Sound.Telephone"/> (8 kHz) or 16 kHz, at most 30 s (longer is cut at the front).</param>
/// <param name="Locale">The caller's BCP 47 locale: zh-CN, zh-CN-sichuan, yue-CN, wuu-CN.</param>
public sealed record RecognitionRequest(string CallId, Sound Speech, RecognitionKind Kind = RecognitionKind.Final, string Locale = "zh-CN")
{
    /// <summary>Words that are likely here (the caller's street, the question that is open), added to the domain's own.</summary>
    public IReadOnlyList<string> LikelyWords { get; init; } = [];

    /// <summary>The same was asked for <see cref="RecognitionKind.Ahead"/> of its end, and nothing has been said since.</summary>
    public bool WasAhead { get; init; }

    /// <summary>An alarm is open on this call: it goes before every other final.</summary>
    public bool Urgent { get; init; }
}
