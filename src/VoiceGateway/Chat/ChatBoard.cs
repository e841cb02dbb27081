using System.Collections.Concurrent;
using System.Text.Json;
using Dispatch.Queue;

namespace VoiceGateway.Chat;

/// <summary>
/// The typed conversations of the whole house, put together from what its machines tell: those in which something was written lately, and
/// those that wait for an operator or have one. To be shown to people who have signed in only.
/// </summary>
internal sealed class ChatBoard(LiveWire wire, TimeProvider time) : IHostedService
{
    private const string Wire = "chats";

    /// <summary>Typing takes its time; who has written nothing for so long has gone.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, LiveChat> chats = new(StringComparer.Ordinal);

    /// <summary>Raised with the conversation that went on, on whatever thread; must not block.</summary>
    public event Action<string>? Changed;

    /// <summary>First those that wait for an operator, then those that have one, then those that the bot answers; each the oldest first.</summary>
    public IReadOnlyList<LiveChat> Open
    {
        get
        {
            Forget();
            return [.. chats.Values.OrderBy(chat => chat.Handover switch { null => 2, { OperatorId: null } => 0, _ => 1 }).ThenBy(chat => chat.Since)];
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) =>
        wire.ListenAsync(Wire, told => Hear(JsonSerializer.Deserialize(told, ChatJson.Default.LiveChat)!), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A conversation goes on: every machine of the house hears it.</summary>
    public Task TellAsync(Chat chat, CancellationToken cancellation) =>
        wire.TellAsync(Wire, JsonSerializer.Serialize(LiveChat.Of(chat), ChatJson.Default.LiveChat), cancellation);

    public void Hear(LiveChat told)
    {
        chats.AddOrUpdate(told.Id, told, (_, known) => known.Length > told.Length ? known : told);
        Forget();
        Changed?.Invoke(told.Id);
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var (id, chat) in chats)
        {
            if (chat.Ended || (chat.Handover is null && now - chat.At > Lately))
            {
                chats.TryRemove(id, out _);
            }
        }
    }
}
