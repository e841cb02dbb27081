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
    private readonly FamilyAutomaton _families;
    private readonly List<(WordFamily Family, int Entry)> _familyEntries = [];
    private readonly bool[] _figures;
    private readonly bool[] _everyday = new bool[char.MaxValue + 1];

    public Vocabulary(IReadOnlyList<WordList> lists, Sounds sounds, SoundPolicy policy)
    {
        _sounds = sounds;
        foreach (var concept in lists.Select(list => list.Concept).Distinct())
        {
            _concepts[concept] = _concepts.Count;
        }

        foreach (var list in lists)
        {
            Add(list, policy);
        }

        _families = new FamilyAutomaton(_familyEntries.Select(family => family.Family));

        var figure = Concept("figure");
        foreach (var character in policy.Everyday)
        {
            _everyday[character] = true;
        }

        foreach (var word in policy.Ordinary)
        {
            Add(word, null, heard: false, blurred: false);
        }

        _figures = [.. _entries.Select(entry => entry.Concepts.Contains(figure))];
    }

    public IReadOnlyList<Entry> Entries => _entries;

    public int ConceptCount => _concepts.Count;

    /// <summary>The names of all concepts, each at its number.</summary>
    public IReadOnlyList<string> ConceptNames => [.. _concepts.OrderBy(concept => concept.Value).Select(concept => concept.Key)];

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

        FindFamilies(text, found);
        DropInner(found);
        DropBehindFigures(found);
    }

    private void FindFamilies(string text, List<Match> found)
    {
        for (var start = 0; start < text.Length; start++)
        {
            var node = 0;
            for (var i = start; i < text.Length && (node = _families.Step(node, text[i])) != 0; i++)
            {
                foreach (var family in _families.EndsAt(node))
                {
                    AddLongest(new Match(start, i + 1 - start, _familyEntries[family].Entry, BySound: false), found);
                }
            }
        }
    }

    /// <summary>Of one family that starts at a place only the longest word counts.</summary>
    private static void AddLongest(in Match match, List<Match> found)
    {
        for (var i = found.Count - 1; i >= 0 && found[i].Start == match.Start; i--)
        {
            if (found[i].Word == match.Word)
            {
                found[i] = match;
                return;
            }
        }

        found.Add(match);
    }

    /// <summary>打不着火了 is no 着火了: a word that begins within a figure of speech, two characters deep, is not meant.</summary>
    private void DropBehindFigures(List<Match> found)
    {
        for (var figure = 0; figure < found.Count; figure++)
        {
            if (!_figures[found[figure].Word])
            {
                continue;
            }

            var (start, end) = (found[figure].Start, found[figure].End);
            for (var i = found.Count - 1; i >= 0; i--)
            {
                if (start < found[i].Start && end - found[i].Start >= 2)
                {
                    found.RemoveAt(i);
                    figure -= i < figure ? 1 : 0;
                }
            }
        }
    }

    private void FindSounded(string text, List<Match> found)
    {
        var written = found.Count;
        Span<char> heard = stackalloc char[Math.Min(text.Length, Normaliser.LongestUtterance)];
        _sounds.Of(text, heard);
        for (var start = 0; start < heard.Length; start++)
        {
            var longest = default(Match);
            Follow(new Hearing(text, heard, found, written, start), start, 0, blurred: false, ref longest);
            if (longest.Length > 0)
            {
                found.Add(longest);
            }
        }

        if (found.Count > written)
        {
            DropInner(found);
        }
    }

    /// <summary>Goes on from a node by the sound of the next character, once by only its initial or its final.</summary>
    private void Follow(in Hearing hearing, int at, int node, bool blurred, ref Match longest)
    {
        if (_sounded.ValueAt(node) is var word and >= 0 && at - hearing.Start > longest.Length)
        {
            var match = new Match(hearing.Start, at - hearing.Start, word, BySound: true);
            longest = MayBeMisheard(hearing, match) ? match : longest;
        }

        if (at == hearing.Heard.Length || hearing.Heard[at] == Sounds.Silence)
        {
            return;
        }

        if (_sounded.Step(node, hearing.Heard[at]) is var next and > 0)
        {
            Follow(hearing, at + 1, next, blurred, ref longest);
        }

        if (!blurred)
        {
            if (_sounded.Step(node, _sounds.WithAnyInitial(hearing.Heard[at])) is var like and > 0)
            {
                Follow(hearing, at + 1, like, blurred: true, ref longest);
            }

            if (_sounded.Step(node, _sounds.WithAnyFinal(hearing.Heard[at])) is var alike and > 0)
            {
                Follow(hearing, at + 1, alike, blurred: true, ref longest);
            }
        }
    }

    /// <summary>
    /// A word that was written out right is never overruled by one that only sounds alike, unless it is a part of it
    /// (房间 in 打少房间); nor is a number or a particle ever taken for something else.
    /// </summary>
    private bool MayBeMisheard(in Hearing hearing, in Match heard)
    {
        var (text, found) = (hearing.Text, hearing.Found);
        var word = _entries[heard.Word].Word;
        for (var i = 0; i < heard.Length; i++)
        {
            if (text[heard.Start + i] != word[i] && _everyday[text[heard.Start + i]])
            {
                return false;
            }
        }

        for (var i = 0; i < found.Count; i++)
        {
            var other = found[i];
            if (!other.Overlaps(heard))
            {
                continue;
            }

            var part = i < hearing.Written && other.LiesWithin(heard) && Agree(word.AsSpan(other.Start - heard.Start, other.Length), text.AsSpan(other.Start, other.Length));
            if (!part && !_entries[other.Word].IsFrame && (i >= hearing.Written || other.Length > 1))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Agree(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        for (var i = 0; i < one.Length; i++)
        {
            if (one[i] == other[i])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A word inside a longer one is not counted; frames neither hide others nor are hidden.</summary>
    private void DropInner(List<Match> found)
    {
        var places = 0;
        foreach (var match in found)
        {
            places = Math.Max(places, match.Start + 1);
        }

        Span<int> ends = places <= 2 * Normaliser.LongestUtterance ? stackalloc int[places] : new int[places];
        ends.Clear();
        foreach (var match in found)
        {
            ends[match.Start] = _entries[match.Word].IsFrame ? ends[match.Start] : Math.Max(ends[match.Start], match.End);
        }

        Span<int> covered = places <= 2 * Normaliser.LongestUtterance ? stackalloc int[places] : new int[places];
        covered.Clear();
        for (var place = 1; place < places; place++)
        {
            covered[place] = Math.Max(covered[place - 1], ends[place - 1]);
        }

        var kept = 0;
        for (var i = 0; i < found.Count; i++)
        {
            var match = found[i];
            if (_entries[match.Word].IsFrame || (covered[match.Start] < match.End && ends[match.Start] <= match.End))
            {
                found[kept++] = match;
            }
        }

        found.RemoveRange(kept, found.Count - kept);
    }

    private void Add(WordList list, SoundPolicy policy)
    {
        var concept = _concepts[list.Concept];
        foreach (var item in list.Items)
        {
            if (list.IsFrame || (list.OnlyAsWritten && WordFamily.Is(item)))
            {
                _familyEntries.Add((WordFamily.Parse(item), _entries.Count));
                _entries.Add(new Entry(item, [concept], list.IsFrame));
                continue;
            }

            foreach (var word in WordFamily.Parse(item).Members())
            {
                Add(word, concept, !list.OnlyAsWritten && policy.Covers(list.Concept, word), !list.OnlyAsWritten && policy.Blurs(list.Concept, word));
            }
        }
    }

    private void Add(string word, int? concept, bool heard, bool blurred)
    {
        var index = _written.Add(word, _entries.Count);
        if (index == _entries.Count)
        {
            _entries.Add(new Entry(word, []));
        }

        if (concept is { } id)
        {
            _entries[index] = _entries[index] with { Concepts = [.. _entries[index].Concepts.Append(id).Distinct()] };
        }

        if (heard)
        {
            foreach (var sounding in _sounds.AllOf(word))
            {
                _sounded.Add(sounding, index);
                if (blurred)
                {
                    AddBlurred(sounding, index);
                }
            }
        }
    }

    /// <summary>Of a word of three or more, one syllable may be half heard.</summary>
    private void AddBlurred(string sounding, int index)
    {
        for (var i = 0; i < sounding.Length; i++)
        {
            var blurred = sounding.ToCharArray();
            blurred[i] = _sounds.WithAnyInitial(sounding[i]);
            _sounded.Add(blurred, index);
            blurred[i] = _sounds.WithAnyFinal(sounding[i]);
            _sounded.Add(blurred, index);
        }
    }

    /// <summary>An utterance while it is searched by sound from one place on.</summary>
    private readonly ref struct Hearing(string text, ReadOnlySpan<char> heard, List<Match> found, int written, int start)
    {
        public readonly string Text = text;
        public readonly ReadOnlySpan<char> Heard = heard;
        public readonly List<Match> Found = found;
        public readonly int Written = written;
        public readonly int Start = start;
    }
}
