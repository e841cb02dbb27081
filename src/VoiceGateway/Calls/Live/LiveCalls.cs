using System.Collections.Concurrent;
using DialogBot;

namespace VoiceGateway.Calls.Live;

/// <summary>The calls of this process, for whoever watches.</summary>
internal sealed class LiveCalls(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, LiveLine> lines = new(StringComparer.Ordinal);

    /// <summary>Names this process among those of the house.</summary>
    public string House { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Raised with everything that happens in a call; must not block.</summary>
    public event Action<LiveMessage>? Told;

    public IEnumerable<LiveLine> All => lines.Values;

    /// <param name="canPrompt">The bot can be made to say something to the caller.</param>
    public LiveLine Begin(IncomingCall call, bool canPrompt)
    {
        var begun = new LiveCall(call.ConversationId, House, call.Phone, call.Region, time.GetUtcNow()) { CanPrompt = canPrompt };
        var line = lines.GetOrAdd(call.ConversationId, _ => new LiveLine(begun, message => Told?.Invoke(message), time));
        Told?.Invoke(line.Everything());
        return line;
    }

    public LiveLine? Find(string conversation) => lines.GetValueOrDefault(conversation);

    public void End(string conversation)
    {
        if (lines.TryRemove(conversation, out var line))
        {
            line.End();
        }
    }
}
