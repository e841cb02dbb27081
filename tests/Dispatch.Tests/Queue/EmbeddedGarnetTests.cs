using System.Diagnostics;
using Dispatch.Orders;
using Dispatch.Queue;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace Dispatch.Tests.Queue;

/// <summary>The Redis that comes with the program is as good as a real one: started, restarted, recovered, and never left behind.</summary>
public sealed class EmbeddedGarnetTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("voicecare-garnet-").FullName;
    private EmbeddedGarnet garnet = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        garnet = Embedded();
        await garnet.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await garnet.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Its_scripts_are_atomic() => await AtomicityCheck.RunAsync(garnet.Endpoint, Cancellation);

    [Fact]
    public async Task A_server_whose_scripts_are_not_atomic_is_refused()
    {
        var port = RedisServer.FreePort();
        using var careless = Process.Start(new ProcessStartInfo(
            "dotnet", [await GarnetTool.FindAsync(Cancellation), "--bind", "127.0.0.1", "--port", $"{port}", "--lua", "-m", "64m", "-p", "4m", "-i", "16m", "-q"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        })!;
        try
        {
            var refused = await Assert.ThrowsAsync<RedisUnavailableException>(async () =>
            {
                // A few times, should its scripts have kept out of each other's way by chance.
                for (var tries = 0; tries < 20; tries++)
                {
                    await UntilUpAsync(() => AtomicityCheck.RunAsync($"127.0.0.1:{port},abortConnect=true", Cancellation));
                }
            });

            Assert.Contains("does not run scripts atomically", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            careless.Kill();
        }
    }

    [Fact]
    public async Task What_was_queued_is_there_after_it_was_killed()
    {
        await using var redis = await OpenAsync();
        var queue = new DispatchQueue(redis, new QueueOptions(), TimeProvider.System);
        await queue.PutAsync("guilin", [new Errand("order/1", Lane.Today, DateTimeOffset.UnixEpoch), new Errand("order/2", Lane.Urgent, DateTimeOffset.UnixEpoch)], Cancellation);
        var claim = Assert.Single(await queue.ClaimAsync("guilin", 1, Lane.Emergency, Lane.Scheduled, Cancellation));

        foreach (var server in Servers())
        {
            server.Kill();
        }

        var counts = await UntilBackAsync(() => queue.CountAsync("guilin", Cancellation));
        Assert.Equal(new QueueCounts(0, 0, 1, 0, 0, 1), counts);
        Assert.Equal(1, await queue.CompleteAsync("guilin", [(claim, Completion.Finished)], Cancellation));
    }

    [Fact]
    public async Task What_was_queued_is_there_in_the_next_run()
    {
        await using (var redis = await OpenAsync())
        {
            await new DispatchQueue(redis, new QueueOptions(), TimeProvider.System)
                .PutAsync("guilin", [new Errand("order/1", Lane.Today, DateTimeOffset.UnixEpoch)], Cancellation);
        }

        await garnet.DisposeAsync();
        garnet = Embedded();
        await garnet.StartAsync(Cancellation);

        await using var again = await OpenAsync();
        var counts = await new DispatchQueue(again, new QueueOptions(), TimeProvider.System).CountAsync("guilin", Cancellation);
        Assert.Equal(1, counts.Today);
    }

    [Fact]
    public async Task It_ends_when_its_pipe_does_as_it_does_when_we_are_killed()
    {
        var running = Servers();
        Assert.NotEmpty(running);

        await garnet.DisposeAsync();

        foreach (var server in running)
        {
            Assert.True(server.WaitForExit(TimeSpan.FromSeconds(10)));
        }

        garnet = Embedded();
    }

    private EmbeddedGarnet Embedded() => new(new RedisOptions { Data = folder }, NullLogger<EmbeddedGarnet>.Instance);

    private async Task<RedisStore> OpenAsync()
    {
        var redis = new RedisStore(new RedisOptions { Deadline = TimeSpan.FromSeconds(5) }, NullLogger<RedisStore>.Instance);
        await redis.OpenAsync(garnet.Endpoint, Cancellation);
        return redis;
    }

    /// <summary>Processes whose command line names this test's folder and the server, without the shell that guards it.</summary>
    private List<Process> Servers() =>
    [
        .. Process.GetProcessesByName("dotnet").Where(process =>
            File.ReadAllText($"/proc/{process.Id}/cmdline") is var line
            && line.Contains("GarnetServer", StringComparison.Ordinal)
            && line.Contains(folder, StringComparison.Ordinal)),
    ];

    private static async Task UntilUpAsync(Func<Task> ask)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await ask();
                return;
            }
            catch (StackExchange.Redis.RedisConnectionException) when (tries < 50)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            }
        }
    }

    private static async Task<T> UntilBackAsync<T>(Func<Task<T>> ask)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await ask();
            }
            catch (RedisUnavailableException) when (tries < 100)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            }
        }
    }
}
