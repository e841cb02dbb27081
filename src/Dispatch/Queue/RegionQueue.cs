using StackExchange.Redis;

namespace Dispatch.Queue;

/// <summary>One region's queue: its keys, and whose turn it is. The hash tag keeps the keys on one node of a cluster, so that one script may touch them all.</summary>
internal sealed class RegionQueue
{
    private long claimed;
    private long lookedAt;

    public RegionQueue(string region)
    {
        var prefix = $"vc:{{{region}}}:";
        RedisKey ready = prefix + "ready", later = prefix + "later", errands = prefix + "errands";
        RedisKey leased = prefix + "leased", again = prefix + "again", fence = prefix + "fence";
        Put = [ready, later, errands, again];
        Exchange = [ready, later, errands, leased, again, fence];
        Hold = [leased];
        Counts = [ready, later, leased];
        Errands = errands;
        Bell = prefix + "bell";
    }

    /// <summary>Whoever listens in this process.</summary>
    public event Action<string>? Listening;

    public RedisKey[] Put { get; }

    public RedisKey[] Exchange { get; }

    public RedisKey[] Hold { get; }

    public RedisKey[] Counts { get; }

    public RedisKey Errands { get; }

    /// <summary>Channel on which new work is announced.</summary>
    public string Bell { get; }

    /// <summary>Rings in this process only.</summary>
    public void Ring(string word) => Listening?.Invoke(word);

    /// <summary>
    /// How many of the next claims begin with the lowest lane: one in every <paramref name="every"/>, however many are made at once. Nobody
    /// starves by it, and emergencies have a worker of their own.
    /// </summary>
    public long TurnsOfLowest(int most, int every)
    {
        var until = Interlocked.Add(ref claimed, most);
        return (until / every) - ((until - most) / every);
    }

    /// <summary>Gives back turns for which there was nothing to claim.</summary>
    public void NotClaimed(int turns) => Interlocked.Add(ref claimed, -turns);

    /// <summary>True once for every millisecond: it is enough to look at the timers then.</summary>
    public bool IsFirstAt(long now) => Interlocked.Exchange(ref lookedAt, now) != now;
}
