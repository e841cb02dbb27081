namespace VoiceGateway.Speech;

/// <summary>The section <c>pronunciation</c> of prompts/speech.yaml.</summary>
internal sealed class PronunciationKnowledge
{
    public Dictionary<string, string> Initials { get; init; } = [];

    public Dictionary<string, string> Finals { get; init; } = [];

    public string Buzzed { get; init; } = "";

    /// <summary>First tone to fourth, then the neutral one.</summary>
    public string[] Tones { get; init; } = [];

    public Dictionary<string, string> Words { get; init; } = [];

    public Dictionary<string, string> Signs { get; init; } = [];

    public Dictionary<string, string> Punctuation { get; init; } = [];
}
