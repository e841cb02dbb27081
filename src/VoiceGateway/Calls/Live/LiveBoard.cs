using System.Collections.Immutable;

namespace VoiceGateway.Calls.Live;

/// <summary>The calls under way in the whole house, put together from what its machines tell. Messages may overtake each other.</summary>
internal sealed class LiveBoard(TimeProvider time)
{
    /// <summary>Whoever has a call says so more often; a machine that died says nothing.</summary>
    private static readonly TimeSpan Silent = TimeSpan.FromSeconds(45);

    /// <summary>What is told of a call after its end was on the way meanwhile.</summary>
    private static readonly TimeSpan Straggling = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> over = new(StringComparer.Ordinal);

    /// <summary>Raised with the conversation that changed, on whatever thread; must not block.</summary>
    public event Action<string>? Changed;

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<LiveCall> Calls
    {
        get
        {
            lock (gate)
            {
                return [.. calls.Values.Select(entry => entry.Call).OrderBy(call => call.Since)];
            }
        }
    }

    public LiveCall? Find(string conversation)
    {
        lock (gate)
        {
            return calls.GetValueOrDefault(conversation)?.Call;
        }
    }

    /// <summary>What was said so far, in order.</summary>
    public IReadOnlyList<LiveWords> WordsOf(string conversation)
    {
        lock (gate)
        {
            return calls.TryGetValue(conversation, out var entry) ? [.. entry.Words.Values] : [];
        }
    }

    /// <returns>False where the beginning of that call was missed: it should be told from the start.</returns>
    public bool Hear(LiveMessage message)
    {
        var (conversation, isWhole) = message switch
        {
            LiveMessage.Known known => (known.Call.Conversation, HearKnown(known)),
            LiveMessage.Said said => (said.Conversation, HearSaid(said)),
            LiveMessage.Over ended => (ended.Conversation, HearOver(ended)),
            _ => (null, true),
        };
        if (conversation is not null)
        {
            Changed?.Invoke(conversation);
        }

        return isWhole;
    }

    /// <summary>Takes calls off of which nothing is heard any more.</summary>
    public void Forget()
    {
        string[] gone;
        lock (gate)
        {
            var now = time.GetUtcNow();
            gone = [.. calls.Where(entry => now - entry.Value.HeardAt > Silent).Select(entry => entry.Key)];
            foreach (var conversation in gone)
            {
                calls.Remove(conversation);
            }

            foreach (var (conversation, _) in over.Where(entry => now - entry.Value > Straggling).ToList())
            {
                over.Remove(conversation);
            }
        }

        foreach (var conversation in gone)
        {
            Changed?.Invoke(conversation);
        }
    }

    private bool HearKnown(LiveMessage.Known known)
    {
        lock (gate)
        {
            if (over.ContainsKey(known.Call.Conversation))
            {
                return true;
            }

            var before = calls.GetValueOrDefault(known.Call.Conversation);
            var call = before is not null && before.Call.Version > known.Call.Version ? before.Call : known.Call;
            var words = (known.Words ?? []).Aggregate(before?.Words ?? ImmutableSortedDictionary<int, LiveWords>.Empty, Add);
            var isWhole = before?.IsWhole == true || known.Words is not null || known.Call.Version == 0;
            calls[call.Conversation] = new Entry(call, words, isWhole, time.GetUtcNow());
            return isWhole;
        }
    }

    private bool HearSaid(LiveMessage.Said said)
    {
        lock (gate)
        {
            if (!calls.TryGetValue(said.Conversation, out var entry))
            {
                return over.ContainsKey(said.Conversation);
            }

            calls[said.Conversation] = entry with { Words = Add(entry.Words, said.Words), HeardAt = time.GetUtcNow() };
            return entry.IsWhole;
        }
    }

    private bool HearOver(LiveMessage.Over ended)
    {
        lock (gate)
        {
            calls.Remove(ended.Conversation);
            over[ended.Conversation] = time.GetUtcNow();
            return true;
        }
    }

    private static ImmutableSortedDictionary<int, LiveWords> Add(ImmutableSortedDictionary<int, LiveWords> words, LiveWords said) =>
        words.TryGetValue(said.Number, out var before) && (before.Final || before.At > said.At) ? words : words.SetItem(said.Number, said);

    private sealed record Entry(LiveCall Call, ImmutableSortedDictionary<int, LiveWords> Words, bool IsWhole, DateTimeOffset HeardAt);
}
