using StackExchange.Redis;

namespace Dispatch.Queue;

/// <summary>Logs that every machine of the house may read and add to, kept in Redis and forgotten after their time.</summary>
public sealed class StateLog
{
    private static readonly RedisScript Append = RedisScript.Load("append.lua");

    private readonly RedisStore redis;

    internal StateLog(RedisStore redis) => this.redis = redis;

    /// <param name="from">Number of the first entry that is wanted; the first of all is 0.</param>
    /// <returns>Empty where nothing is kept under that name, or nothing from there on.</returns>
    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public async Task<IReadOnlyList<string>> ReadAsync(string name, long from, CancellationToken cancellation)
    {
        var entries = await redis.AskAsync(database => database.ListRangeAsync(Key(name), from, -1), cancellation).ConfigureAwait(false);
        return [.. entries.Select(entry => (string)entry)];
    }

    /// <summary>Adds entries in one step, where the log has exactly <paramref name="length"/> of them; the log is kept for that long from now on.</summary>
    /// <returns>Null once they are added; else nothing was, and here are the entries after <paramref name="length"/>: none where the log is gone.</returns>
    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public async Task<IReadOnlyList<string>?> AppendAsync(string name, long length, IReadOnlyList<string> entries, TimeSpan keep, CancellationToken cancellation)
    {
        RedisValue[] arguments = [length, (long)keep.TotalMilliseconds, .. entries.Select(entry => (RedisValue)entry)];
        var answer = (string[])await redis.RunAsync(Append, [Key(name)], arguments, cancellation).ConfigureAwait(false);
        return answer is ["1"] ? null : answer[1..];
    }

    private static RedisKey Key(string name) => $"vc:log:{{{name}}}";
}
