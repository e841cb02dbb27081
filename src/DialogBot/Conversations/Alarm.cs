using DialogBot.Understanding;

namespace DialogBot.Conversations;

/// <summary>The alarm of a conversation.</summary>
/// <param name="Asked">The caller has been asked whether it is so.</param>
/// <param name="Confirmed">Certain, or said so when asked; only an operator ends it.</param>
internal sealed record Alarm(Danger Danger, bool Asked, bool Confirmed);
