namespace VoiceGateway.Chat;

/// <summary>What came of a message.</summary>
/// <param name="Number">Of the chatter's own message in the conversation.</param>
/// <param name="Replies">What was answered at once, numbered on from <paramref name="Number"/>; empty for a message that had been taken before.</param>
internal sealed record ChatAnswer(long Number, IReadOnlyList<ChatEvent> Replies);
