namespace DialogBot.Understanding.Words;

/// <summary>
/// A prefix tree over 16-bit symbols (characters or sounds): finding every word of a text costs a few look-ups a
/// character, however many words there are.
/// </summary>
internal sealed class Trie
{
    private readonly List<int> _values = [-1];
    private readonly Edges _edges = new();

    /// <summary>Adds a word, or answers the value that it was added with before.</summary>
    public int Add(ReadOnlySpan<char> word, int value)
    {
        var node = 0;
        foreach (var symbol in word)
        {
            node = Step(node, symbol) is var next and > 0 ? next : Grow(node, symbol);
        }

        if (_values[node] < 0)
        {
            _values[node] = value;
        }

        return _values[node];
    }

    /// <summary>The node reached from another by a symbol, or 0 where no word goes on. The root is 0.</summary>
    public int Step(int node, char symbol) => _edges.Step(node, symbol);

    /// <summary>The value of the word that ends at a node, or -1.</summary>
    public int ValueAt(int node) => _values[node];

    /// <summary>The longest word that starts a text: its value and length, or (-1, 0).</summary>
    public (int Value, int Length) Longest(ReadOnlySpan<char> text)
    {
        var found = (Value: -1, Length: 0);
        var node = 0;
        for (var i = 0; i < text.Length; i++)
        {
            node = Step(node, text[i]);
            if (node == 0)
            {
                break;
            }

            if (_values[node] >= 0)
            {
                found = (_values[node], i + 1);
            }
        }

        return found;
    }

    private int Grow(int node, char symbol)
    {
        _values.Add(-1);
        _edges.Add(node, symbol, _values.Count - 1);
        return _values.Count - 1;
    }
}
