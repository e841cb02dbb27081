namespace DialogBot;

/// <summary>A wish that was read back to the caller and answered with 对.</summary>
/// <param name="RequestId">Idempotency key; the conversation's id and the count of the order within it.</param>
/// <param name="Caller">With the name and address given in the call where the registry knows none.</param>
/// <param name="Service">Code of the catalogue, e.g. cleaning.</param>
/// <param name="From">Start of the agreed window.</param>
/// <param name="Until">End of the agreed window, later than <paramref name="From"/>.</param>
/// <param name="Address">Where; the caller's own address unless another was said.</param>
/// <param name="PriceFen">What was quoted aloud, for the whole visit, in fen.</param>
/// <param name="Payer">voucher, hours or self, as quoted aloud.</param>
/// <param name="Urgent">The caller wants it as soon as can be.</param>
/// <param name="Channel">phone, screen, chat.</param>
/// <param name="ConversationId">Where the transcript is found.</param>
/// <param name="Note">Wishes for the worker in the caller's words, or null.</param>
/// <param name="Worker">Whether the one who came the last time is wanted, or is not; null where the caller did not say.</param>
/// <param name="Recurrence">RFC 5545 RRULE text (FREQ=WEEKLY;BYDAY=TU), the window being its first; null for once.</param>
public sealed record OrderRequest(
    string RequestId,
    Caller Caller,
    string Service,
    DateTimeOffset From,
    DateTimeOffset Until,
    string Address,
    long PriceFen,
    string Payer,
    bool Urgent,
    string Channel,
    string ConversationId,
    string? Note,
    WorkerWish? Worker = null,
    string? Recurrence = null);
