using StackExchange.Redis;

namespace Dispatch.Queue;

/// <summary>Small states that every machine of the house may read and change, kept in Redis and forgotten after their time.</summary>
public sealed class StateShelf
{
    private static readonly RedisScript Shelve = RedisScript.Load("shelve.lua");
    private static readonly RedisValue[] Fields = ["version", "state"];

    private readonly RedisStore redis;

    internal StateShelf(RedisStore redis) => this.redis = redis;

    /// <returns>Null where nothing is kept under that name.</returns>
    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public async Task<(string State, long Version)?> TakeAsync(string name, CancellationToken cancellation)
    {
        var kept = await redis.AskAsync(database => database.HashGetAsync(Key(name), Fields), cancellation).ConfigureAwait(false);
        return kept[0].IsNull ? null : ((string)kept[1], (long)kept[0]);
    }

    /// <summary>Keeps a state as version <paramref name="expectedVersion"/> + 1, in one step. What is not kept yet has version 0.</summary>
    /// <returns>False, with nothing changed, where another version is kept.</returns>
    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public async Task<bool> PutAsync(string name, string state, long expectedVersion, TimeSpan keep, CancellationToken cancellation) =>
        (int)await redis.RunAsync(Shelve, [Key(name)], [expectedVersion, state, (long)keep.TotalMilliseconds], cancellation).ConfigureAwait(false) == 1;

    private static RedisKey Key(string name) => $"vc:state:{{{name}}}";
}
