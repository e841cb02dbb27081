namespace DialogBot.Understanding.Learned;

/// <summary>Numbers the features that any of the learned models knows, so that each feature of an utterance is looked up once for all of them.</summary>
internal sealed class FeatureIndex
{
    private const ulong Multiplier = 11400714819323198485;
    private ulong[] _keys = new ulong[1 << 17];
    private int[] _rows = new int[1 << 17];

    public int Count { get; private set; }

    /// <summary>The row of a feature, or -1 where no model knows it.</summary>
    public int Find(ulong key)
    {
        var mask = (uint)_keys.Length - 1;
        for (var slot = Slot(key) & mask; _keys[slot] != 0; slot = (slot + 1) & mask)
        {
            if (_keys[slot] == key)
            {
                return _rows[slot];
            }
        }

        return -1;
    }

    /// <summary>The row of a feature, a new one where it has none yet.</summary>
    public int Add(ulong key)
    {
        if (Find(key) is var row and >= 0)
        {
            return row;
        }

        if (Count * 3 > _keys.Length)
        {
            Widen();
        }

        Insert(key, Count);
        return Count++;
    }

    /// <summary>Fills the list with the rows of the features that are known.</summary>
    public void Find(List<Feature> features, List<Weighted> rows)
    {
        foreach (var feature in features)
        {
            if (Find(feature.Key) is var row and >= 0)
            {
                rows.Add(new Weighted(row, feature.Value));
            }
        }
    }

    private static uint Slot(ulong key) => (uint)((key * Multiplier) >> 40);

    private void Insert(ulong key, int row)
    {
        var mask = (uint)_keys.Length - 1;
        var slot = Slot(key) & mask;
        while (_keys[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        (_keys[slot], _rows[slot]) = (key, row);
    }

    private void Widen()
    {
        var (keys, rows) = (_keys, _rows);
        (_keys, _rows) = (new ulong[keys.Length * 2], new int[keys.Length * 2]);
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] != 0)
            {
                Insert(keys[i], rows[i]);
            }
        }
    }
}
