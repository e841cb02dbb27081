using System.Collections.Concurrent;
using Dispatch.Queue;
using Microsoft.Extensions.Options;

namespace VoiceGateway.Chat;

/// <summary>
/// Keeps typed conversations in Redis, for every machine of the house. What this machine knows of one it keeps in mind: an event is only
/// added to what was known, so that whoever knows too little learns it then.
/// </summary>
internal sealed class ChatBook(StateLog log, ChatBells bells, ChatBoard board, IOptions<ChatOptions> options)
{
    // About a kilobyte each.
    private const int MostInMind = 20_000;

    private readonly ConcurrentDictionary<string, Chat> inMind = new(StringComparer.Ordinal);

    /// <summary>As far as this machine knows; null where there is no such conversation.</summary>
    /// <exception cref="RedisUnavailableException">It is not in mind and Redis cannot be reached.</exception>
    public async ValueTask<Chat?> FindAsync(string id, CancellationToken cancellation) =>
        inMind.TryGetValue(id, out var known) ? known : await ReloadAsync(id, cancellation);

    /// <summary>As it stands now.</summary>
    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public async Task<Chat?> ReloadAsync(string id, CancellationToken cancellation)
    {
        var events = await ReadAsync(id, 0, cancellation);
        if (events.Count == 0)
        {
            inMind.TryRemove(id, out _);
            return null;
        }

        return Keep(Chat.From(id, events));
    }

    /// <param name="from">Number of the first event that is wanted.</param>
    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public async Task<IReadOnlyList<ChatEvent>> ReadAsync(string id, long from, CancellationToken cancellation) =>
        [.. (await log.ReadAsync(Name(id), from, cancellation)).Select(KeptEvent.Read)];

    /// <summary>Adds events to a conversation that stands as it was known.</summary>
    /// <returns>How it stands now, and whether they were added; where not, it has gone on meanwhile. Null where it is gone.</returns>
    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public async Task<(Chat Chat, bool Added)?> AddAsync(Chat known, IReadOnlyList<ChatEvent> events, CancellationToken cancellation)
    {
        if (await log.AppendAsync(Name(known.Id), known.Length, [.. events.Select(KeptEvent.Write)], options.Value.Keep, cancellation) is { } unseen)
        {
            return unseen.Count > 0
                ? (Keep(unseen.Select(KeptEvent.Read).Aggregate(known, (chat, happened) => chat.After(happened))), false)
                : await ReloadAsync(known.Id, cancellation) is { } chat ? (chat, false) : null;
        }

        var now = Keep(events.Aggregate(known, (chat, happened) => chat.After(happened)));
        bells.Ring(known.Id);
        await board.TellAsync(now, cancellation);
        return (now, true);
    }

    /// <summary>Two may come back with what they know at once: the longer is the newer.</summary>
    private Chat Keep(Chat chat)
    {
        if (inMind.Count > MostInMind)
        {
            // Who is forgotten here is read again.
            inMind.Clear();
        }

        return inMind.AddOrUpdate(chat.Id, chat, (_, other) => other.Length > chat.Length ? other : chat);
    }

    private static string Name(string id) => $"chat:{id}";
}
