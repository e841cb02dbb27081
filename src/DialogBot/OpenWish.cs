namespace DialogBot;

/// <summary>An order that is being spoken of, as far as it is known; null is what was not said yet.</summary>
/// <param name="Service">Code of the catalogue.</param>
/// <param name="From">Start of the window, once day and hour are known.</param>
/// <param name="Until">End of the window, by the usual length of such a visit.</param>
/// <param name="Day">The day, also where the hour is not known.</param>
/// <param name="PriceFen">For the whole visit.</param>
/// <param name="Payer">voucher, hours or self.</param>
/// <param name="Note">For the worker.</param>
/// <param name="Recurrence">RFC 5545 RRULE text.</param>
/// <param name="Moves">Number of the order on the books that is to be moved to that window; null for a new one.</param>
public sealed record OpenWish(
    string? Service,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    DateOnly? Day,
    string? Address,
    long? PriceFen,
    string? Payer,
    bool Urgent,
    string? Note,
    string? Recurrence,
    string? Moves = null);
