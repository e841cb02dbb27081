using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Queue;

/// <summary>Brings Redis up before the workers start.</summary>
internal sealed partial class RedisHost(RedisOptions options, RedisStore redis, EmbeddedGarnet embedded, ILogger<RedisHost> logger) : IHostedService
{
    /// <exception cref="RedisUnavailableException">The embedded Redis cannot be had, or no server may be used whose scripts are not atomic.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var endpoint = options.Connection;
        if (endpoint.Length == 0)
        {
            await embedded.StartAsync(cancellationToken);
            endpoint = embedded.Endpoint;
        }

        await redis.OpenAsync(endpoint, cancellationToken);
        if (await AnswersAsync(cancellationToken))
        {
            await AtomicityCheck.RunAsync(endpoint, cancellationToken);
        }
    }

    /// <summary>The container takes both down, after everything that uses them.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A configured Redis that is away now does not keep the hotline from starting.</summary>
    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            await redis.AskAsync(database => database.PingAsync(), cancellation);
            return true;
        }
        catch (RedisUnavailableException away)
        {
            Log.Away(logger, away);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Redis (Redis:Connection) cannot be reached; orders are accepted and wait on the ledger until it is back")]
        public static partial void Away(ILogger logger, Exception away);
    }
}
