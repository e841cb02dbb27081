namespace DialogBot.Understanding.Words;

/// <summary>
/// Finds the words of many families at once. Half a million words fit into a few thousand nodes, because a node stands for
/// all the places in all the families where a reader may be after the same characters.
/// </summary>
internal sealed class FamilyAutomaton
{
    private readonly Edges _edges = new();
    private readonly List<int[]> _ends = [];
    private readonly List<WordFamily> _families;

    public FamilyAutomaton(IEnumerable<WordFamily> families)
    {
        _families = [.. families];
        Build();
    }

    /// <summary>The node reached from another by a character, or 0 where no word goes on. The root is 0.</summary>
    public int Step(int node, char character) => _edges.Step(node, character);

    /// <summary>The families, by index, of which a word ends at a node.</summary>
    public int[] EndsAt(int node) => _ends[node];

    private void Build()
    {
        var nodes = new Dictionary<string, int>(StringComparer.Ordinal);
        var unfinished = new Queue<(int Node, SortedSet<Place> Places)>();
        var start = new SortedSet<Place>();
        for (var family = 0; family < _families.Count; family++)
        {
            Enter(start, family, 0);
        }

        Visit(start);
        while (unfinished.TryDequeue(out var next))
        {
            foreach (var (character, places) in Followers(next.Places))
            {
                _edges.Add(next.Node, character, Visit(places));
            }
        }

        int Visit(SortedSet<Place> places)
        {
            var name = string.Join(' ', places);
            if (!nodes.TryGetValue(name, out var node))
            {
                nodes[name] = node = _ends.Count;
                _ends.Add([.. places.Where(IsEnd).Select(place => place.Family).Distinct()]);
                unfinished.Enqueue((node, places));
            }

            return node;
        }
    }

    private Dictionary<char, SortedSet<Place>> Followers(SortedSet<Place> places)
    {
        var followers = new Dictionary<char, SortedSet<Place>>();
        foreach (var place in places.Where(place => !IsEnd(place)))
        {
            var choice = _families[place.Family].Parts[place.Part][place.Choice];
            if (!followers.TryGetValue(choice[place.Offset], out var after))
            {
                followers[choice[place.Offset]] = after = [];
            }

            if (place.Offset + 1 < choice.Length)
            {
                after.Add(place with { Offset = place.Offset + 1 });
            }
            else
            {
                Enter(after, place.Family, place.Part + 1);
            }
        }

        return followers;
    }

    /// <summary>Adds every place at which a reader stands who has read a family up to a part.</summary>
    private void Enter(SortedSet<Place> places, int family, int part)
    {
        var parts = _families[family].Parts;
        if (part == parts.Length)
        {
            places.Add(new Place(family, part, 0, 0));
            return;
        }

        for (var choice = 0; choice < parts[part].Length; choice++)
        {
            if (parts[part][choice].Length > 0)
            {
                places.Add(new Place(family, part, choice, 0));
            }
            else
            {
                Enter(places, family, part + 1);
            }
        }
    }

    private bool IsEnd(Place place) => place.Part == _families[place.Family].Parts.Length;

    private readonly record struct Place(int Family, int Part, int Choice, int Offset) : IComparable<Place>
    {
        public int CompareTo(Place other) => (Family, Part, Choice, Offset).CompareTo((other.Family, other.Part, other.Choice, other.Offset));

        public override string ToString() => $"{Family}.{Part}.{Choice}.{Offset}";
    }
}
