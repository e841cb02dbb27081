using VoiceGateway.Chat;

namespace VoiceGateway.Screens.Assistants;

/// <summary>One request of a platform for smart screens or speakers, whichever it is.</summary>
/// <param name="Session">The platform's name of the session.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Words">What was said; empty where nothing was.</param>
/// <param name="Id">The platform's name of the request: sent again, it is answered as before. Null where it gives none.</param>
internal sealed record AssistantRequest(ChatUser User, string Session, AssistantRequestKind Kind, string Words, string? Id);
