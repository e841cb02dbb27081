namespace DialogBot.Understanding.Words;

/// <summary>Words and what each stands for, found at a place in a text, the longest first.</summary>
internal sealed class WordTable<T>
{
    private readonly Trie _words = new();
    private readonly List<T> _values = [];

    public WordTable(IEnumerable<KeyValuePair<string, T>> words)
    {
        foreach (var (word, value) in words)
        {
            _words.Add(word, _values.Count);
            _values.Add(value);
        }
    }

    public bool TryRead(string text, int at, out T value, out int end)
    {
        var (index, length) = at < text.Length ? _words.Longest(text.AsSpan(at)) : (-1, 0);
        value = length > 0 ? _values[index] : default!;
        end = at + length;
        return length > 0;
    }

    /// <summary>Steps over a word that may stand here, or may not.</summary>
    public bool Skip(string text, ref int at)
    {
        var found = TryRead(text, at, out _, out var end);
        at = end;
        return found;
    }
}
