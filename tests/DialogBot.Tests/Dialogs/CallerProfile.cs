namespace DialogBot.Tests.Dialogs;

/// <summary>A caller of callers.yaml.</summary>
internal sealed class CallerProfile
{
    public required string Profile { get; init; }
    public required string Name { get; init; }
    public required string Honorific { get; init; }
    public string? Address { get; init; }
    public string Dialect { get; init; } = "mandarin";
    public long Voucher { get; init; }
    public decimal Hours { get; init; }

    public Caller Caller() => new("07735550101", $"E-{Profile}", Name, Honorific, Address, "guilin", Dialect, Voucher, Hours);
}
