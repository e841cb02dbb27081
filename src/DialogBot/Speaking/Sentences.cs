namespace DialogBot.Speaking;

/// <summary>Cuts what is said into short sentences, so that a voice can start with the first while it renders the second.</summary>
internal static class Sentences
{
    /// <summary>Longest sentence that an elder is asked to follow, in characters.</summary>
    public const int Longest = 30;

    private const string Ends = "。！？；";

    public static IEnumerable<string> Split(string text)
    {
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (Ends.Contains(text[at]) || at == text.Length - 1)
            {
                foreach (var part in Shorten(text[start..(at + 1)].Trim()))
                {
                    yield return part;
                }

                start = at + 1;
            }
        }
    }

    /// <summary>A sentence grown too long by what filled its slots is cut at its commas.</summary>
    private static IEnumerable<string> Shorten(string sentence)
    {
        while (sentence.Length > Longest)
        {
            var comma = sentence.LastIndexOf('，', Longest - 1);
            if (comma < 0)
            {
                break;
            }

            yield return sentence[..(comma + 1)];
            sentence = sentence[(comma + 1)..];
        }

        if (sentence.Length > 0)
        {
            yield return sentence;
        }
    }
}
