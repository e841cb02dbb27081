namespace Dispatch.Registry;

/// <summary>Who does the work: a company, a volunteer, or an elder who helps elders.</summary>
public sealed record Vendor
{
    public required string Id { get; init; }

    public required string Region { get; init; }

    public required string Name { get; init; }

    public required VendorKind Kind { get; init; }

    /// <summary>Digits only.</summary>
    public required string Phone { get; init; }

    /// <summary>Codes of the catalogue.</summary>
    public required IReadOnlyList<string> Services { get; init; }

    /// <summary>Districts served (象山区).</summary>
    public required IReadOnlyList<string> Areas { get; init; }

    public required DutyHours Hours { get; init; }

    public IReadOnlyList<Qualification> Qualifications { get; init; } = [];

    /// <summary>Jobs a day.</summary>
    public required int DailyCapacity { get; init; }

    /// <summary>1 to 5, as the centre judges; null where it does not. What elders say of the visits moves it: <see cref="Orders.Ratings"/>.</summary>
    public double? Rating { get; init; }

    public GeoPoint? Location { get; init; }

    /// <summary>Can get and answer an SMS; a landline cannot.</summary>
    public required bool TakesSms { get; init; }

    /// <summary>May be offered work by phone.</summary>
    public required bool TakesCalls { get; init; }

    /// <summary>Volunteers and elder helpers cost nothing.</summary>
    public bool IsFree => Kind is not VendorKind.Company;
}
