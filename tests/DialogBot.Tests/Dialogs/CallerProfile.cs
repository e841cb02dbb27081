namespace DialogBot.Tests.Dialogs;

/// <summary>A caller of callers.yaml.</summary>
internal sealed class CallerProfile
{
    public required string Profile { get; init; }
    public required string Name { get; init; }
    public string? Honorific { get; init; }
    public string? Address { get; init; }
    public string Dialect { get; init; } = "mandarin";
    public long Voucher { get; init; }
    public decimal Hours { get; init; }

    /// <summary>Whoever calls in this elder's stead, and what they are to the elder; null for the elder.</summary>
    public string? Relative { get; init; }
    public string Relation { get; init; } = "女儿";

    /// <summary>Other profiles, of whom one is meant by whoever calls.</summary>
    public List<string> Elders { get; init; } = [];

    public Caller Caller(IReadOnlyDictionary<string, CallerProfile> all) => Elders.Count == 0
        ? Self() with { Relative = Relative is null ? null : new Relative(Relative, Relation) }
        : new Caller("19900004001", null, Name, null, null, "guilin", "mandarin", 0, 0)
        {
            Elders = [.. Elders.Select(elder => all[elder].Self() with { Relative = new Relative(Name, Relation) })],
        };

    private Caller Self() => new("07735550101", $"E-{Profile}", Name, Honorific, Address, "guilin", Dialect, Voucher, Hours);
}
