namespace DialogBot.Tests.Conversations;

/// <summary>A conversation store in memory, which can fail, hang, or let another process save in between.</summary>
internal sealed class KeptConversations : IConversationStore
{
    private readonly Dictionary<string, StoredConversation> kept = [];

    public bool LoadsFail { get; set; }

    public bool SavesFail { get; set; }

    public bool Hangs { get; set; }

    /// <summary>Runs before the next save, once.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public async Task<StoredConversation?> LoadAsync(string conversationId, CancellationToken cancellation)
    {
        if (Hangs)
        {
            await new TaskCompletionSource().Task;
        }

        return LoadsFail ? throw new IOException("The store is down.") : kept.GetValueOrDefault(conversationId);
    }

    public async Task<bool> SaveAsync(string conversationId, string state, long expectedVersion, CancellationToken cancellation)
    {
        if (Meanwhile is { } meanwhile)
        {
            Meanwhile = null;
            await meanwhile();
        }

        if (SavesFail)
        {
            throw new IOException("The store is down.");
        }

        if ((kept.GetValueOrDefault(conversationId)?.Version ?? 0) != expectedVersion)
        {
            return false;
        }

        kept[conversationId] = new StoredConversation(state, expectedVersion + 1);
        return true;
    }
}
