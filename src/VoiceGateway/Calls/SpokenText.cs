namespace VoiceGateway.Calls;

/// <summary>Text as the voice takes it: sentence by sentence.</summary>
internal static class SpokenText
{
    private const string Ends = "。！？；!?;\n";

    public static IReadOnlyList<string> Sentences(string text)
    {
        var sentences = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var ends = i + 1 == text.Length || (Ends.Contains(text[i]) && !Ends.Contains(text[i + 1]));
            if (ends)
            {
                Add(sentences, text[start..(i + 1)]);
                start = i + 1;
            }
        }

        return sentences;
    }

    private static void Add(List<string> sentences, string sentence)
    {
        if (sentence.Trim() is { Length: > 0 } trimmed)
        {
            sentences.Add(trimmed);
        }
    }
}
