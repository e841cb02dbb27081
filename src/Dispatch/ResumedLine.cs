namespace Dispatch;

/// <summary>A conversation with somebody in danger, that goes on with whoever picks up.</summary>
/// <param name="ConversationId">Rescuers are joined to this line.</param>
/// <param name="Region">Code of the centre's region.</param>
/// <param name="Category">The danger, for what is said meanwhile.</param>
public sealed record ResumedLine(string ConversationId, string Region, string Category);
