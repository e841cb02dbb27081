using StackExchange.Redis;

namespace Dispatch.Queue;

/// <summary>The keys of one region's queue. The hash tag keeps them on one node of a cluster, so that one script may touch them all.</summary>
internal sealed class QueueKeys
{
    public QueueKeys(string region)
    {
        var prefix = $"vc:{{{region}}}:";
        RedisKey[] lanes = [prefix + "lane:0", prefix + "lane:1", prefix + "lane:2", prefix + "lane:3"];
        RedisKey later = prefix + "later", errands = prefix + "errands", leased = prefix + "leased";
        RedisKey tokens = prefix + "tokens", again = prefix + "again", fence = prefix + "fence";
        Put = [.. lanes, later, errands, leased, again];
        Claim = [.. lanes, later, errands, leased, tokens, fence];
        Hold = [leased, tokens];
        Complete = [.. lanes, later, errands, leased, tokens, again];
        Counts = [.. lanes, later, leased];
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
