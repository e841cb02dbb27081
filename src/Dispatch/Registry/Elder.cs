namespace Dispatch.Registry;

/// <summary>一人一档: what the centre knows of an elder.</summary>
public sealed record Elder
{
    public required string Id { get; init; }

    public required string Region { get; init; }

    public required string Name { get; init; }

    /// <summary>How the elder is addressed aloud (王奶奶).</summary>
    public required string Honorific { get; init; }

    /// <summary>female or male.</summary>
    public required string Gender { get; init; }

    public required int BirthYear { get; init; }

    /// <summary>Every number the elder calls from, digits only, the best to call first.</summary>
    public required IReadOnlyList<string> Phones { get; init; }

    public required string Address { get; init; }

    /// <summary>District (象山区).</summary>
    public required string Area { get; init; }

    public required string Community { get; init; }

    public GeoPoint? Location { get; init; }

    /// <summary>mandarin, southwestern, cantonese, wu.</summary>
    public required string Dialect { get; init; }

    public required CareTier CareTier { get; init; }

    /// <summary>Whom to call in an emergency, in this order.</summary>
    public IReadOnlyList<Contact> Contacts { get; init; } = [];

    /// <summary>Balance of the service voucher when it was settled, in fen. What orders have taken since is not in it: <see cref="Orders.Subsidies"/>.</summary>
    public long VoucherFen { get; init; }

    /// <summary>Subsidised hours that were left when they were settled.</summary>
    public decimal SubsidisedHours { get; init; }

    /// <summary>When voucher and hours were settled: what visits until then have cost is in them.</summary>
    public DateTimeOffset BalanceAt { get; init; }

    /// <summary>self, voucher, hours: what the elder's class of subsidy allows besides paying alone.</summary>
    public required string PayerClass { get; init; }

    public IReadOnlyList<string> PreferredVendorIds { get; init; } = [];

    public IReadOnlyList<string> RefusedVendorIds { get; init; } = [];

    /// <summary>What a rescuer should know; never told to a vendor.</summary>
    public string? HealthNotes { get; init; }
}
