namespace DialogBot.Conversations;

/// <summary>A turn that has been answered: delivered again, it gets the same reply.</summary>
internal sealed record Answered(string TurnId, Reply Reply);
