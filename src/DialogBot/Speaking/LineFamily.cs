namespace DialogBot.Speaking;

/// <summary>Lines that differ by what they are about: guidance-fall, guidance-gas.</summary>
internal sealed class LineFamily(string name, IReadOnlyList<string> members)
{
    private readonly Dictionary<string, LineKey> keys = members.ToDictionary(member => member, member => new LineKey($"{name}-{member}"), StringComparer.Ordinal);

    public IEnumerable<LineKey> All => keys.Values;

    /// <summary>The line about a member; where there is none of its own, the last member's.</summary>
    public LineKey About(string member) => keys.GetValueOrDefault(member) ?? keys[members[^1]];
}
