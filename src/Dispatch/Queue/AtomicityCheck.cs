using StackExchange.Redis;

namespace Dispatch.Queue;

/// <summary>
/// Everything here rests on scripts being atomic. Some servers that speak Redis's language run those of different connections side by
/// side: they are found out before anything is trusted to them.
/// </summary>
internal static class AtomicityCheck
{
    private const int Connections = 4;
    private const int Increments = 150;

    /// <summary>Reads, dawdles, writes: whoever comes in between is lost.</summary>
    private const string Script = """
        local value = tonumber(redis.call('GET', KEYS[1]) or '0')
        for i = 1, 20 do redis.call('GET', KEYS[1]) end
        redis.call('SET', KEYS[1], value + 1)
        redis.call('EXPIRE', KEYS[1], 60)
        return value + 1
        """;

    /// <exception cref="RedisUnavailableException">Scripts are not atomic, or the server does not answer.</exception>
    public static async Task RunAsync(string endpoint, CancellationToken cancellation)
    {
        RedisKey key = $"vc:{{check}}:{Guid.NewGuid():N}";
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => IncrementAsync(endpoint, key)))
            .WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, cancellation);
        var last = counts.Max();
        if (last != Connections * Increments)
        {
            throw new RedisUnavailableException(
                $"The Redis at {endpoint} does not run scripts atomically ({Connections * Increments - last} of {Connections * Increments} increments lost). "
                + "Garnet needs --lua-transaction-mode; or set Redis:Connection to a Redis 7 server.");
        }
    }

    private static async Task<long> IncrementAsync(string endpoint, RedisKey key)
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(endpoint);
        var database = connection.GetDatabase();
        var counts = await Task.WhenAll(Enumerable.Range(0, Increments).Select(_ => database.ExecuteAsync("EVAL", Script, 1, key)));
        // All is answered: Dispose by itself would hold a thread for a second to wait for more, and so would those of the other connections.
        await connection.CloseAsync(allowCommandsToComplete: false);
        return counts.Max(count => (long)count);
    }
}
