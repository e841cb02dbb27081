namespace DialogBot;

/// <param name="State">The conversation as JSON; only the bot reads it. Holds what an elder said: never logged.</param>
/// <param name="Version">Counts the saves, from 1.</param>
public sealed record StoredConversation(string State, long Version);
