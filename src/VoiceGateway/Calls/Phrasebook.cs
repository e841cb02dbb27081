namespace VoiceGateway.Calls;

/// <summary>The line's own sentences in every language that it speaks.</summary>
internal sealed class Phrasebook
{
    public const string Mandarin = "zh-CN";
    public const string Cantonese = "yue";

    private readonly Dictionary<string, CallLines> lines;

    /// <param name="prompts">The folder prompts/.</param>
    public Phrasebook(string prompts) =>
        lines = new[] { Mandarin, Cantonese }.ToDictionary(language => language, language => CallLines.Load(prompts, language), StringComparer.Ordinal);

    public IEnumerable<string> Languages => lines.Keys;

    /// <summary>Mandarin for a language that is not there.</summary>
    public CallLines In(string language) => lines.GetValueOrDefault(language, lines[Mandarin]);
}
