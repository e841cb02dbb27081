namespace DialogBot.Understanding.Words;

/// <summary>The edges of an automaton over 16-bit symbols (characters or sounds), in one open-addressed table. Node 0 is the root.</summary>
internal sealed class Edges
{
    private const ulong Multiplier = 11400714819323198485;
    private ulong[] _keys = new ulong[1024];
    private int[] _targets = new int[1024];
    private int _count;

    /// <summary>The node reached from another by a symbol, or 0 where no word goes on.</summary>
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

    /// <summary>Adds an edge that is not there yet.</summary>
    public void Add(int node, char symbol, int target)
    {
        if (_count * 3 > _keys.Length)
        {
            Widen();
        }

        Insert(Key(node, symbol), target);
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
        _count++;
    }

    private void Widen()
    {
        var (keys, targets) = (_keys, _targets);
        (_keys, _targets, _count) = (new ulong[keys.Length * 4], new int[keys.Length * 4], 0);
        for (var i = 0; i < keys.Length; i++)
        {
            if (targets[i] != 0)
            {
                Insert(keys[i], targets[i]);
            }
        }
    }
}
