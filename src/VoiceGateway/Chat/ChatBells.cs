using System.Collections.Concurrent;

namespace VoiceGateway.Chat;

/// <summary>Wakes whoever follows a conversation on this machine.</summary>
internal sealed class ChatBells
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> followers = new(StringComparer.Ordinal);

    /// <summary>Completes when the conversation goes on. To be asked for before looking.</summary>
    public Task NextAsync(string id) =>
        followers.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Ring(string id)
    {
        if (!followers.IsEmpty && followers.TryRemove(id, out var waiting))
        {
            waiting.TrySetResult();
        }
    }
}
