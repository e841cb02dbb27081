using Dispatch.Registry;

namespace Dispatch.Orders;

/// <summary>What was agreed with the elder, as it was read back and answered with 对.</summary>
public sealed record OrderTerms
{
    /// <summary>Idempotency key: the same request is one order, however often it is sent.</summary>
    public required string RequestId { get; init; }

    /// <summary>Code of the centre's region (guilin, suzhou, …).</summary>
    public required string Region { get; init; }

    /// <summary>Null for a caller whom the registry does not know.</summary>
    public string? ElderId { get; init; }

    /// <summary>How a vendor is told whom to visit; null for an unknown caller.</summary>
    public string? ElderName { get; init; }

    /// <summary>Digits only.</summary>
    public required string ElderPhone { get; init; }

    /// <summary>Who ordered in the elder's stead (daughter, neighbour); null where the elder did.</summary>
    public Contact? SpokenBy { get; init; }

    /// <summary>mandarin, southwestern, cantonese, wu.</summary>
    public required string Dialect { get; init; }

    /// <summary>Code of the catalogue, e.g. cleaning.</summary>
    public required string Service { get; init; }

    /// <summary>Start of the agreed window.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End of the agreed window, later than <see cref="From"/>.</summary>
    public required DateTimeOffset Until { get; init; }

    public required string Address { get; init; }

    /// <summary>District that the address lies in, as vendors name the areas they serve; null when unknown.</summary>
    public string? Area { get; init; }

    /// <summary>Quoted for the whole visit, in fen.</summary>
    public required long PriceFen { get; init; }

    public required Payer Payer { get; init; }

    /// <summary>The caller wants it as soon as can be.</summary>
    public bool Urgent { get; init; }

    /// <summary>phone, screen, chat.</summary>
    public required string Channel { get; init; }

    /// <summary>Where the transcript is found.</summary>
    public required string ConversationId { get; init; }

    /// <summary>Wishes for the worker in the caller's words.</summary>
    public string? Note { get; init; }

    /// <summary>The vendor whom the elder asked for.</summary>
    public string? PreferredVendorId { get; init; }

    /// <summary>The vendor whom the elder does not want this time.</summary>
    public string? RefusedVendorId { get; init; }

    /// <summary>RFC 5545 RRULE text (FREQ=WEEKLY;BYDAY=TU) where the visit comes again, the window being this one's; null for once.</summary>
    public string? Recurrence { get; init; }

    /// <summary>The request that began the series; null in that request itself.</summary>
    public string? SeriesId { get; init; }

    /// <summary>The series that the visit belongs to; null for a visit by itself.</summary>
    public string? Series => Recurrence is null ? null : SeriesId ?? RequestId;
}
