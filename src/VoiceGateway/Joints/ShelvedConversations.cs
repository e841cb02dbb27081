using DialogBot;
using Dispatch.Queue;

namespace VoiceGateway.Joints;

/// <summary>The bot's conversations, kept in Redis for a day.</summary>
internal sealed class ShelvedConversations(StateShelf shelf) : IConversationStore
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public async Task<StoredConversation?> LoadAsync(string conversationId, CancellationToken cancellation) =>
        await shelf.TakeAsync(Name(conversationId), cancellation) is var (state, version) ? new StoredConversation(state, version) : null;

    public Task<bool> SaveAsync(string conversationId, string state, long expectedVersion, CancellationToken cancellation) =>
        shelf.PutAsync(Name(conversationId), state, expectedVersion, Day, cancellation);

    private static string Name(string conversationId) => $"conversation:{conversationId}";
}
