namespace Dispatch;

/// <summary>A person on the line for whom other people are fetched.</summary>
/// <param name="ConversationId">Names the open line, to which whoever answers is joined; also the idempotency key.</param>
/// <param name="Region">Code of the centre's region.</param>
/// <param name="Phone">The number called from, digits only.</param>
/// <param name="ElderId">Null for a caller whom the registry does not know.</param>
/// <param name="Name">Null when unknown.</param>
/// <param name="Address">Where to send help; null when unknown.</param>
/// <param name="Reason">Operator: asked, misunderstood, silent, distress, refused, unavailable, full. Alarm: the kind of danger.</param>
/// <param name="Words">One line for whoever answers: the wish so far, or what was said. Never logged.</param>
/// <param name="Channel">phone, screen or chat.</param>
public sealed record CallerInNeed(
    string ConversationId,
    string Region,
    string Phone,
    string? ElderId,
    string? Name,
    string? Address,
    string Reason,
    string Words,
    string Channel);
