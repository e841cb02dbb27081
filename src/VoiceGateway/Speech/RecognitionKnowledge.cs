namespace VoiceGateway.Speech;

/// <summary>The section <c>recognition</c> of prompts/speech.yaml.</summary>
internal sealed class RecognitionKnowledge
{
    // So long a stretch of the prompt is said by the engine to itself, not by a caller.
    private const int EchoLength = 12;

    public string Prompt { get; init; } = "";

    public string[] Inventions { get; init; } = [];

    /// <summary>What the recogniser is told before it listens.</summary>
    public string PromptFor(RecognitionRequest request) =>
        request.LikelyWords.Count == 0 ? Prompt : $"{Prompt}{string.Join('，', request.LikelyWords)}。";

    /// <summary>Whether a text is one that the recogniser writes when nobody said anything.</summary>
    /// <param name="prompt">What it was told before.</param>
    public bool IsInvented(string text, string prompt)
    {
        var bare = Bare(text);
        return bare.Length == 0
            || IsEcho(bare, Bare(prompt))
            || Inventions.Any(invention => bare.Contains(Bare(invention), StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsEcho(string text, string prompt)
    {
        for (var at = 0; at + EchoLength <= text.Length; at++)
        {
            if (prompt.Contains(text.Substring(at, EchoLength), StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string Bare(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
