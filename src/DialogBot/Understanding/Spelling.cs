namespace DialogBot.Understanding;

/// <summary>One character for every way to write it, and none for what only fills a pause (spelling.yaml, traditional.tsv).</summary>
internal sealed class Spelling
{
    private const char Dropped = '\0';
    private readonly char[] _to = new char[char.MaxValue + 1];
    private readonly bool[] _stammered = new bool[char.MaxValue + 1];

    /// <param name="pairs">Each character followed by the one to write for it.</param>
    /// <param name="fillers">Characters that mean nothing by themselves.</param>
    /// <param name="stammered">Characters that are said twice only by stammering.</param>
    public Spelling(IEnumerable<(char From, char To)> pairs, string fillers, string stammered)
    {
        for (var c = 0; c < _to.Length; c++)
        {
            _to[c] = c is >= 0xFF01 and <= 0xFF5E ? (char)(c - 0xFEE0) : (char)c;
            _to[c] = char.ToLowerInvariant(_to[c]);
        }

        foreach (var (from, to) in pairs)
        {
            _to[from] = to;
        }

        foreach (var filler in fillers)
        {
            _to[filler] = Dropped;
        }

        foreach (var character in stammered)
        {
            _stammered[character] = true;
        }
    }

    /// <summary>Writes the spelt text and answers its length, at most that of the text.</summary>
    public int Spell(ReadOnlySpan<char> text, Span<char> spelt)
    {
        var length = 0;
        foreach (var character in text[..spelt.Length])
        {
            var c = _to[character];
            var last = length > 0 ? spelt[length - 1] : ',';
            if (c == Dropped || (IsMark(c) && IsMark(last)) || (c == last && _stammered[c]))
            {
                continue;
            }

            spelt[length++] = c;
        }

        length = DropLooseSpaces(spelt[..length]);
        return length > 0 || text.IsEmpty ? length : Bare(text, spelt);
    }

    /// <summary>An utterance of nothing but 嗯 is an answer.</summary>
    private static int Bare(ReadOnlySpan<char> text, Span<char> spelt)
    {
        var length = 0;
        foreach (var character in text[..spelt.Length])
        {
            if (char.IsLetter(character) && (length == 0 || spelt[length - 1] != character))
            {
                spelt[length++] = character;
            }
        }

        return length;
    }

    /// <summary>A comma or a full stop: a mark between clauses.</summary>
    public static bool IsMark(char c) => c is ',' or '。' or '?' or '!' or ';';

    /// <summary>A space means something only between two figures (2010 01 29); recognisers put others anywhere.</summary>
    private static int DropLooseSpaces(Span<char> text)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var loose = text[i] == ' ' && !(length > 0 && i + 1 < text.Length && char.IsAsciiLetterOrDigit(text[length - 1]) && char.IsAsciiLetterOrDigit(text[i + 1]));
            if (!loose)
            {
                text[length++] = text[i];
            }
        }

        return length;
    }
}
