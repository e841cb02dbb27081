namespace DialogBot;

/// <summary>An order of the caller's that the desk has on its books.</summary>
/// <param name="Service">Code of the catalogue.</param>
/// <param name="From">Start of the agreed window.</param>
/// <param name="Vendor">Who comes; null while nobody has taken it.</param>
/// <param name="DoorstepCode">Four digits.</param>
/// <param name="Recurrence">RFC 5545 RRULE text where it is one visit of several (每周二打扫); null for once.</param>
public sealed record KnownOrder(
    string Number,
    string Service,
    DateTimeOffset From,
    OrderStanding Standing,
    string? Vendor,
    string DoorstepCode,
    string? Recurrence);
