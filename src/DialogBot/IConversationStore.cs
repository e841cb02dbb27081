namespace DialogBot;

/// <summary>Where conversations are kept between turns, so that any process can answer the next one.</summary>
public interface IConversationStore
{
    /// <summary>Null where nothing is known of the conversation. Throws where the store cannot be reached.</summary>
    Task<StoredConversation?> LoadAsync(string conversationId, CancellationToken cancellation);

    /// <summary>
    /// Saves the state as version <paramref name="expectedVersion"/> + 1, in one step; false, with nothing changed, where
    /// the version kept is another one. A conversation that is not kept yet has version 0. May be forgotten two hours
    /// after the last save. Throws where the store cannot be reached.
    /// </summary>
    Task<bool> SaveAsync(string conversationId, string state, long expectedVersion, CancellationToken cancellation);
}
