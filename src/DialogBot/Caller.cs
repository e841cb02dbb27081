namespace DialogBot;

/// <summary>
/// Whom a call is for, as far as the registry knows: the elder whose number it is, or the one whose daughter or neighbour calls from
/// theirs (<see cref="Relative"/>).
/// </summary>
/// <param name="Phone">The number called from, digits only, as the carrier gave it.</param>
/// <param name="ElderId">Null for a number that the registry does not know.</param>
/// <param name="Name">Full name; null when unknown.</param>
/// <param name="Honorific">How the person is addressed aloud (王奶奶, 李大爷); null when unknown.</param>
/// <param name="Address">Where a worker would go; null when unknown.</param>
/// <param name="Region">Code of the centre's region (guilin, suzhou, kunming, ningbo).</param>
/// <param name="Dialect">Lexicon to prefer: mandarin, southwestern, cantonese, wu.</param>
/// <param name="VoucherFen">Balance of the service voucher, in fen (1/100 yuan).</param>
/// <param name="SubsidisedHours">Hours of visits left this month.</param>
public sealed record Caller(
    string Phone,
    string? ElderId,
    string? Name,
    string? Honorific,
    string? Address,
    string Region,
    string Dialect,
    long VoucherFen,
    decimal SubsidisedHours)
{
    /// <summary>Who speaks, where that is not the elder; null where it is.</summary>
    public Relative? Relative { get; init; }

    /// <summary>Somebody close to several elders calls, and which of them is meant has to be asked; empty for anybody else.</summary>
    public IReadOnlyList<Caller> Elders { get; init; } = [];

    /// <summary>The same person calling for themselves, of whom the registry knows no more than a name.</summary>
    internal Caller ForThemselves() => new(Phone, null, Relative?.Name ?? Name, null, null, Region, "mandarin", 0, 0);
}
