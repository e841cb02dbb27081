namespace DialogBot.Understanding.Words;

/// <summary>
/// Every word that means something to the rules, by the concept it stands for (words/*.yaml), found in an utterance by
/// its characters and, where those give nothing, by its sound.
/// </summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _concepts = new(StringComparer.Ordinal);
    private readonly List<Entry> _entries = [];
    private readonly Trie _written = new();
    private readonly Trie _sounded = new();
    private readonly Sounds _sounds;
    private readonly bool[] _everyday = new bool[char.MaxValue + 1];

    public Vocabulary(IReadOnlyDictionary<string, string[]> wordsOfConcepts, Sounds sounds, SoundPolicy policy)
    {
        _sounds = sounds;
        foreach (var (concept, words) in wordsOfConcepts)
        {
            var id = _concepts[concept] = _concepts.Count;
            foreach (var word in words)
            {
                Add(word, id, policy.Covers(concept, word));
            }
        }

        foreach (var character in policy.Everyday)
        {
            _everyday[character] = true;
        }

        foreach (var word in policy.Ordinary)
        {
            Add(word, null, heard: false);
        }
    }

    public IReadOnlyList<Entry> Entries => _entries;

    public int ConceptCount => _concepts.Count;

    public int Concept(string name) =>
        _concepts.TryGetValue(name, out var id) ? id : throw new FormatException($"No word list defines the concept '{name}'.");

    /// <summary>Fills the list with what was found, by position; a word inside a longer one is not counted.</summary>
    public void Find(string text, List<Match> found)
    {
        found.Clear();
        FindWritten(text, found);
        FindSounded(text, found);
        found.Sort(static (a, b) => a.Start != b.Start ? a.Start - b.Start : b.Length - a.Length);
    }

    private void FindWritten(string text, List<Match> found)
    {
        for (var start = 0; start < text.Length; start++)
        {
            var node = 0;
            for (var i = start; i < text.Length && (node = _written.Step(node, text[i])) != 0; i++)
            {
                if (_written.ValueAt(node) is var word and >= 0)
                {
                    found.Add(new Match(start, i + 1 - start, word, BySound: false));
                }
            }
        }

        DropInner(found);
    }

    private void FindSounded(string text, List<Match> found)
    {
        var written = found.Count;
        Span<char> heard = stackalloc char[Math.Min(text.Length, Normaliser.LongestUtterance)];
        _sounds.Of(text, heard);
        for (var start = 0; start < heard.Length; start++)
        {
            var node = 0;
            var longest = default(Match);
            for (var i = start; i < heard.Length && heard[i] != Sounds.Silence && (node = _sounded.Step(node, heard[i])) != 0; i++)
            {
                if (_sounded.ValueAt(node) is var word and >= 0 && MayBeMisheard(text, new Match(start, i + 1 - start, word, BySound: true), found, written))
                {
                    longest = new Match(start, i + 1 - start, word, BySound: true);
                }
            }

            if (longest.Length > 0)
            {
                found.Add(longest);
            }
        }
    }

    /// <summary>
    /// A word that was written out right is never overruled by one that only sounds alike, unless it is a part of it
    /// (房间 in 打少房间); and two characters are too few where one of them is a number or a particle.
    /// </summary>
    private bool MayBeMisheard(string text, in Match heard, List<Match> found, int written)
    {
        var word = _entries[heard.Word].Word;
        if (heard.Length == 2 && (_everyday[text[heard.Start]] || _everyday[text[heard.Start + 1]]))
        {
            return false;
        }

        for (var i = 0; i < found.Count; i++)
        {
            var other = found[i];
            if (!other.Overlaps(heard))
            {
                continue;
            }

            var part = i < written && other.LiesWithin(heard)
                && word.AsSpan(other.Start - heard.Start, other.Length).SequenceEqual(text.AsSpan(other.Start, other.Length));
            if (!part && (i >= written || other.Length > 1))
            {
                return false;
            }
        }

        return true;
    }

    private static void DropInner(List<Match> found)
    {
        var kept = 0;
        for (var i = 0; i < found.Count; i++)
        {
            var inner = false;
            for (var j = 0; j < found.Count && !inner; j++)
            {
                inner = found[i].LiesWithin(found[j]);
            }

            if (!inner)
            {
                found[kept++] = found[i];
            }
        }

        found.RemoveRange(kept, found.Count - kept);
    }

    private void Add(string word, int? concept, bool heard)
    {
        var index = _written.Add(word, _entries.Count);
        if (index == _entries.Count)
        {
            _entries.Add(new Entry(word, []));
        }

        if (concept is { } id)
        {
            _entries[index] = _entries[index] with { Concepts = [.. _entries[index].Concepts, id] };
        }

        if (heard)
        {
            foreach (var sounding in _sounds.AllOf(word))
            {
                _sounded.Add(sounding, index);
            }
        }
    }
}
