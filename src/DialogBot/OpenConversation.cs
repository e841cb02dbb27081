namespace DialogBot;

/// <summary>Where a conversation stands, for a person who takes it over.</summary>
/// <param name="Caller">With what was learnt in the conversation.</param>
/// <param name="Wishes">The one that is spoken of first, then those that wait.</param>
/// <param name="Orders">How many were placed in it.</param>
public sealed record OpenConversation(Caller Caller, IReadOnlyList<OpenWish> Wishes, int Orders);
