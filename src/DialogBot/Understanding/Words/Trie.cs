namespace DialogBot.Understanding.Words;

/// <summary>
/// A prefix tree over 16-bit symbols (characters or sounds) with its edges in one open-addressed table:
/// finding every word of a text costs a few look-ups a character, however many words there are.
/// </summary>
internal sealed class Trie
{
    private const ulong Multiplier = 11400714819323198485;
    private readonly List<int> _values = [-1];
    private ulong[] _keys = new ulong[1024];
    private int[] _targets = new int[1024];
    private int _edges;

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
    public int Step(int node, char symbol)
    {
        var key = Key(node, symbol);
        var mask = (uint)_keys.Length - 1;
        for (var slot = Slot(key) & mask; _targets[slot] != 0; slot = (slot + 1) & mask)
        {
            if (_keys[slot] == key)
            {
                return _targets[slot];
            }
        }

        return 0;
    }

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
        if (_edges * 3 > _keys.Length)
        {
            Widen();
        }

        _values.Add(-1);
        Insert(Key(node, symbol), _values.Count - 1);
        return _values.Count - 1;
    }

    private static ulong Key(int node, char symbol) => ((ulong)node << 16) | symbol;

    private static uint Slot(ulong key) => (uint)((key * Multiplier) >> 40);

    private void Insert(ulong key, int target)
    {
        var mask = (uint)_keys.Length - 1;
        var slot = Slot(key) & mask;
        while (_targets[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        _keys[slot] = key;
        _targets[slot] = target;
        _edges++;
    }

    private void Widen()
    {
        var (keys, targets) = (_keys, _targets);
        (_keys, _targets, _edges) = (new ulong[keys.Length * 4], new int[keys.Length * 4], 0);
        for (var i = 0; i < keys.Length; i++)
        {
            if (targets[i] != 0)
            {
                Insert(keys[i], targets[i]);
            }
        }
    }
}
