using System.Collections.Concurrent;
using Testing;

[assembly: AssemblyFixture(typeof(Stories.TownRedis))]

namespace Stories;

/// <summary>
/// The Redis of the towns: a redis-server each, or a Redis Cluster of three where the environment says VOICECARE_STORIES_REDIS=cluster.
/// Towns follow each other on the same one, wiped in between.
/// </summary>
public sealed class TownRedis : IAsyncDisposable
{
    private static readonly ConcurrentBag<IRedis> Idle = [];

    private static bool OnCluster => Environment.GetEnvironmentVariable("VOICECARE_STORIES_REDIS") == "cluster";

    internal static async Task<IRedis> BorrowAsync()
    {
        if (!Idle.TryTake(out var redis))
        {
            return OnCluster ? await RedisCluster.StartAsync() : await RedisServer.StartAsync();
        }

        await redis.WipeAsync();
        return redis;
    }

    internal static void GiveBack(IRedis redis) => Idle.Add(redis);

    public async ValueTask DisposeAsync()
    {
        foreach (var redis in Idle)
        {
            await redis.DisposeAsync();
        }
    }
}
