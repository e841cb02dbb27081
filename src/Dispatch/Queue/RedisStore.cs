using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Dispatch.Queue;

/// <summary>
/// The only way to Redis. Every call has a deadline, because this client's awaits never time out when the server hangs, and ends with it or
/// with the answer;
/// after a missed deadline calls fail at once, but for one trial at a time, until the server answers again.
/// </summary>
internal sealed partial class RedisStore(RedisOptions options, ILogger<RedisStore> logger) : IAsyncDisposable
{
    /// <summary>A connection that stays silent this long is replaced: the network may have swallowed it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TrialEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>First words of the errors of a server that will do it later: it starts, moves, is a replica, has no room, or cannot keep what it is told.</summary>
    private static readonly FrozenSet<string> NotNow = FrozenSet.Create(
        StringComparer.Ordinal, "LOADING", "BUSY", "CLUSTERDOWN", "TRYAGAIN", "MASTERDOWN", "READONLY", "NOREPLICAS", "MISCONF", "OOM");

    // Deadlines of a real wire are real seconds, whatever clock the desk runs on.
    private readonly TimeProvider wire = TimeProvider.System;
    private readonly SharedDeadlines deadlines = new(options.Deadline, TimeProvider.System);
    private readonly SemaphoreSlim connecting = new(1, 1);
    private readonly List<(string Channel, Action<string> Heard)> subscriptions = [];
    private string endpoint = options.Connection;
    private ConnectionMultiplexer? connection;
    private long silentSince;
    private long lastTrial;

    /// <summary>Connects to another address than the configured one: the embedded server's.</summary>
    public Task OpenAsync(string endpoint, CancellationToken cancellation)
    {
        this.endpoint = endpoint;
        return OpenAsync(cancellation);
    }

    /// <summary>Connects; returns also when the server is away, and goes on trying.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        await connecting.WaitAsync(cancellation);
        try
        {
            await ReplaceConnectionAsync(cancellation);
        }
        finally
        {
            connecting.Release();
        }
    }

    public Task<RedisResult> RunAsync(RedisScript script, RedisKey[] keys, RedisValue[] arguments, CancellationToken cancellation) =>
        AskAsync(database => RunAsync(database, script, keys, arguments), cancellation);

    public Task<T> AskAsync<T>(Func<IDatabase, Task<T>> ask, CancellationToken cancellation) =>
        WithinDeadlineAsync(open => ask(open.GetDatabase()), cancellation);

    /// <summary>Runs a script and publishes right behind it on the same connection: whoever hears the message finds what the script did.</summary>
    public Task<RedisResult> RunAndPublishAsync(
        RedisScript script,
        RedisKey[] keys,
        RedisValue[] arguments,
        string channel,
        string message,
        CancellationToken cancellation) =>
        WithinDeadlineAsync(
            async open =>
            {
                var answer = RunAsync(open.GetDatabase(), script, keys, arguments);
                await Task.WhenAll(answer, open.GetSubscriber().PublishAsync(channel, message));
                return await answer;
            },
            cancellation);

    public async Task SubscribeAsync(string channel, Action<string> heard, CancellationToken cancellation)
    {
        lock (subscriptions)
        {
            subscriptions.Add((channel, heard));
        }

        await WithinDeadlineAsync(open => ListenAsync(open, channel, heard), cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await connection.CloseAsync(allowCommandsToComplete: false);
            connection.Dispose();
        }

        connecting.Dispose();
    }

    private static async Task<RedisResult> RunAsync(IDatabase database, RedisScript script, RedisKey[] keys, RedisValue[] arguments)
    {
        try
        {
            return await database.ScriptEvaluateAsync(script.Sha, keys, arguments);
        }
        catch (RedisServerException missing) when (missing.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            // EVAL runs the script and leaves it in the server's cache, also on the right node of a cluster.
            var eval = new object[2 + keys.Length + arguments.Length];
            eval[0] = script.Text;
            eval[1] = keys.Length;
            keys.Select(key => (object)key).ToArray().CopyTo(eval, 2);
            arguments.Select(argument => (object)argument).ToArray().CopyTo(eval, 2 + keys.Length);
            return await database.ExecuteAsync("EVAL", eval);
        }
    }

    private static async Task<bool> ListenAsync(ConnectionMultiplexer open, string channel, Action<string> heard)
    {
        await open.GetSubscriber().SubscribeAsync(channel, (_, message) => heard(message.ToString()));
        return true;
    }

    private async Task<T> WithinDeadlineAsync<T>(Func<ConnectionMultiplexer, Task<T>> ask, CancellationToken cancellation)
    {
        CancellationToken? deadline = null;
        try
        {
            cancellation.ThrowIfCancellationRequested();
            await EnterAsync(cancellation);
            deadline = deadlines.Next();
            var open = connection ?? throw new RedisUnavailableException("Redis is not connected yet.");
            // Not broken off: what has been asked is done all the same.
            var answer = await ask(open).WaitAsync(deadline.Value);
            if (Interlocked.Exchange(ref silentSince, 0) != 0)
            {
                Log.Answers(logger);
            }

            return answer;
        }
        catch (OperationCanceledException late) when (late.CancellationToken == deadline)
        {
            if (Interlocked.CompareExchange(ref silentSince, wire.GetTimestamp(), 0) == 0)
            {
                Log.Silent(logger, options.Deadline);
            }

            Interlocked.Exchange(ref lastTrial, wire.GetTimestamp());
            throw new RedisUnavailableException($"Redis gave no answer in {options.Deadline}.", late);
        }
        catch (Exception broken) when (broken is RedisConnectionException or RedisTimeoutException or ObjectDisposedException or TaskCanceledException
            && !cancellation.IsCancellationRequested)
        {
            throw new RedisUnavailableException("Redis cannot be reached.", broken);
        }
        catch (RedisServerException refused) when (NotNow.Contains(refused.Message.Split(' ')[0]))
        {
            throw new RedisUnavailableException("Redis is not ready.", refused);
        }
    }

    private async Task EnterAsync(CancellationToken cancellation)
    {
        var silent = Interlocked.Read(ref silentSince);
        if (silent == 0)
        {
            return;
        }

        var last = Interlocked.Read(ref lastTrial);
        var mayTry = wire.GetElapsedTime(last) >= TrialEvery && Interlocked.CompareExchange(ref lastTrial, wire.GetTimestamp(), last) == last;
        if (!mayTry)
        {
            throw new RedisUnavailableException("Redis has not answered for a while.");
        }

        if (wire.GetElapsedTime(silent) > Patience && await connecting.WaitAsync(0, cancellation))
        {
            try
            {
                Log.Replaced(logger);
                Interlocked.Exchange(ref silentSince, wire.GetTimestamp());
                await ReplaceConnectionAsync(cancellation);
            }
            finally
            {
                connecting.Release();
            }
        }
    }

    private async Task ReplaceConnectionAsync(CancellationToken cancellation)
    {
        var configuration = ConfigurationOptions.Parse(endpoint);
        configuration.AbortOnConnectFail = false;
        configuration.ConnectTimeout = (int)options.Deadline.TotalMilliseconds;
        configuration.ConnectRetry = 1;
        configuration.ReconnectRetryPolicy = new LinearRetry((int)TrialEvery.TotalMilliseconds);
        var fresh = await ConnectionMultiplexer.ConnectAsync(configuration).WaitAsync(cancellation);
        fresh.PreserveAsyncOrder = false;
        Interlocked.Exchange(ref connection, fresh)?.Dispose();
        (string Channel, Action<string> Heard)[] kept;
        lock (subscriptions)
        {
            kept = [.. subscriptions];
        }

        foreach (var (channel, heard) in kept)
        {
            await ListenAsync(fresh, channel, heard).WaitAsync(options.Deadline, wire, cancellation);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Redis gave no answer in {Deadline}; calls fail at once until it answers again")]
        public static partial void Silent(ILogger logger, TimeSpan deadline);

        [LoggerMessage(LogLevel.Information, "Redis answers again")]
        public static partial void Answers(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "Redis stays silent; its connection is replaced")]
        public static partial void Replaced(ILogger logger);
    }
}
