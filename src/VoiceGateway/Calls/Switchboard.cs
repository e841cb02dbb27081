using System.Collections.Concurrent;

namespace VoiceGateway.Calls;

/// <summary>The calls that are on the line in this process, by their conversations.</summary>
internal sealed class Switchboard(FindLine? findLine = null)
{
    private readonly ConcurrentDictionary<string, CallSession> calls = new(StringComparer.Ordinal);

    public int Count => calls.Count;

    /// <returns>False when that conversation is on the line already.</returns>
    public bool TryAdd(string conversationId, CallSession call) => calls.TryAdd(conversationId, call);

    /// <summary>The call's line broke and was opened again: what still hangs on the broken one ends.</summary>
    public void Replace(string conversationId, CallSession call)
    {
        if (calls.TryGetValue(conversationId, out var before))
        {
            before.Drop();
        }

        calls[conversationId] = call;
    }

    /// <returns>False when another line to the caller has taken its place.</returns>
    public bool Remove(string conversationId, CallSession call) => calls.TryRemove(KeyValuePair.Create(conversationId, call));

    /// <summary>Joins a person to a waiting caller. Returns when they have stopped talking, or at once when it cannot be.</summary>
    public Task<JoinOutcome> JoinAsync(string conversationId, CallLeg person, CancellationToken cancellation) =>
        calls.TryGetValue(conversationId, out var call)
        || calls.TryGetValue(findLine?.Invoke(conversationId) ?? conversationId, out call)
            ? call.JoinAsync(person, cancellation)
            : Task.FromResult(JoinOutcome.CallerGone);

    /// <summary>Lets the bot say something to the caller.</summary>
    /// <returns>False where that call is not on the line here.</returns>
    public bool Prompt(string conversationId, string text)
    {
        var isHere = calls.TryGetValue(conversationId, out var call);
        call?.Prompt(text);
        return isHere;
    }

    /// <summary>An order was placed in this conversation; it is named when the call ends.</summary>
    public void OrderPlaced(string conversationId, string orderNumber)
    {
        if (calls.TryGetValue(conversationId, out var call))
        {
            call.Order = orderNumber;
        }
    }
}
