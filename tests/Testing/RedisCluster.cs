using System.Diagnostics;

namespace Testing;

/// <summary>Three redis-servers on loopback that share the keys out among them.</summary>
public sealed class RedisCluster : IRedis
{
    private readonly RedisServer[] nodes;

    private RedisCluster(RedisServer[] nodes) => this.nodes = nodes;

    public string Connection => string.Join(',', nodes.Select(node => node.Connection));

    public static async Task<RedisCluster> StartAsync()
    {
        var nodes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => StartNodeAsync()));
        var cluster = new RedisCluster(nodes);
        using var create = Process.Start(new ProcessStartInfo(
            "redis-cli", ["--cluster", "create", .. nodes.Select(node => node.Connection), "--cluster-yes"])
        {
            RedirectStandardOutput = true,
        })!;
        var said = await create.StandardOutput.ReadToEndAsync();
        await create.WaitForExitAsync();
        if (create.ExitCode != 0)
        {
            await cluster.DisposeAsync();
            throw new InvalidOperationException("no cluster: " + said);
        }

        foreach (var node in nodes)
        {
            await JoinedAsync(node);
        }

        return cluster;
    }

    public async Task WipeAsync()
    {
        foreach (var node in nodes)
        {
            await node.WipeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    /// <summary>A node that has been told of the others refuses every key for a while yet.</summary>
    private static async Task JoinedAsync(RedisServer node)
    {
        for (var tries = 0; tries < 400; tries++)
        {
            if (!(await node.AskAsync("GET probe")).StartsWith("-CLUSTERDOWN", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        throw new InvalidOperationException($"the node at {node.Connection} did not join its cluster");
    }

    /// <summary>A node that a busy machine gives no turn for some seconds is not dead.</summary>
    private static Task<RedisServer> StartNodeAsync() =>
        RedisServer.StartAsync(null, "--cluster-enabled", "yes", "--cluster-node-timeout", "30000", "--cluster-port", $"{RedisServer.FreePort()}");
}
