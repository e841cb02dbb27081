namespace VoiceGateway.Screens.Assistants;

/// <summary>What is spoken and shown.</summary>
/// <param name="Choices">Answers that are shown to be tapped or said.</param>
/// <param name="Listens">The microphone is opened for the answer.</param>
/// <param name="IsOver">The session ends.</param>
internal sealed record AssistantReply(string Text, IReadOnlyList<string> Choices, bool Listens, bool IsOver);
