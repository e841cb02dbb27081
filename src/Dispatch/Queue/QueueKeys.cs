using StackExchange.Redis;

namespace Dispatch.Queue;

/// <summary>The keys of one region's queue. The hash tag keeps them on one node of a cluster, so that one script may touch them all.</summary>
internal sealed class QueueKeys
{
    public QueueKeys(string region)
    {
        var prefix = $"vc:{{{region}}}:";
        RedisKey ready = prefix + "ready", later = prefix + "later", errands = prefix + "errands";
        RedisKey leased = prefix + "leased", again = prefix + "again", fence = prefix + "fence";
        Put = [ready, later, errands, again];
        Claim = [ready, later, errands, leased, again, fence];
        Hold = [leased];
        Complete = [ready, later, errands, leased, again];
        Counts = [ready, later, leased];
        Errands = errands;
        Bell = prefix + "bell";
    }

    public RedisKey[] Put { get; }

    public RedisKey[] Claim { get; }

    public RedisKey[] Hold { get; }

    public RedisKey[] Complete { get; }

    public RedisKey[] Counts { get; }

    public RedisKey Errands { get; }

    /// <summary>Channel on which new work is announced.</summary>
    public string Bell { get; }
}
