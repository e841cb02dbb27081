namespace VoiceGateway.Calls;

/// <summary>Names the conversation on which somebody can be spoken with now who was reported in danger in another one; the same where there is none.</summary>
internal delegate string FindLine(string conversationId);
