using System.Diagnostics;
using Dispatch.Orders;
using Dispatch.Queue;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace Dispatch.Tests.Queue;

/// <summary>What happens to callers when Redis hangs, dies or forgets.</summary>
public sealed class RedisStoreTests : IAsyncLifetime
{
    private RedisServer server = null!;
    private RedisStore redis = null!;
    private DispatchQueue queue = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await RedisServer.StartAsync("always");
        redis = new RedisStore(
            new RedisOptions { Connection = server.Connection, Deadline = TimeSpan.FromSeconds(1) },
            NullLogger<RedisStore>.Instance);
        await redis.OpenAsync(Cancellation);
        queue = new DispatchQueue(redis, new QueueOptions(), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await redis.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up_on_and_used_again_when_it_goes_on()
    {
        await PutAsync("order/1");
        await server.FreezeAsync();

        await Assert.ThrowsAsync<RedisUnavailableException>(() => PutAsync("order/2"));
        var atOnce = 0;
        for (var i = 0; i < 20; i++)
        {
            var refused = await Assert.ThrowsAsync<RedisUnavailableException>(() => PutAsync("order/3"));
            atOnce += refused.InnerException is null ? 1 : 0;
        }

        // One call in a while tries; the others do not wait for a deadline of their own.
        Assert.True(atOnce > 5, $"{atOnce} of 20 calls failed at once");
        await server.ThawAsync();
        await UntilBackAsync(() => PutAsync("order/4"));
        Assert.True((await queue.CountAsync("guilin", Cancellation)).Today >= 2);
    }

    [Fact]
    public async Task A_server_that_hangs_long_gets_a_new_connection()
    {
        await queue.ListenAsync("guilin", _ => { }, Cancellation);
        await server.FreezeAsync();
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < TimeSpan.FromSeconds(7))
        {
            await Assert.ThrowsAsync<RedisUnavailableException>(() => PutAsync("order/1"));
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        await server.ThawAsync();
        await UntilBackAsync(() => PutAsync("order/2"));
    }

    [Fact]
    public async Task A_killed_server_is_used_again_when_it_is_back_with_what_it_kept()
    {
        await PutAsync("order/1");
        await server.KillAsync();
        await Assert.ThrowsAsync<RedisUnavailableException>(() => PutAsync("order/2"));

        await server.StartAgainAsync();

        await UntilBackAsync(() => PutAsync("order/3"));
        Assert.Equal(2, (await queue.CountAsync("guilin", Cancellation)).Today);
    }

    [Fact]
    public async Task A_server_that_forgot_the_scripts_is_told_them_again()
    {
        await PutAsync("order/1");
        await server.WipeAsync();

        await PutAsync("order/2");

        Assert.Equal(1, (await queue.CountAsync("guilin", Cancellation)).Today);
    }

    [Theory]
    [InlineData("CONFIG SET min-replicas-to-write 1", "CONFIG SET min-replicas-to-write 0")]
    [InlineData("CONFIG SET maxmemory 1", "CONFIG SET maxmemory 0")]
    [InlineData("REPLICAOF 127.0.0.1 1", "REPLICAOF NO ONE")]
    public async Task A_server_that_refuses_to_write_is_unavailable_and_used_again_when_it_writes(string trouble, string mended)
    {
        await PutAsync("order/1");
        Assert.Equal("+OK", await server.AskAsync(trouble));

        await Assert.ThrowsAsync<RedisUnavailableException>(() => PutAsync("order/2"));

        Assert.Equal("+OK", await server.AskAsync(mended));
        await UntilBackAsync(() => PutAsync("order/3"));
        Assert.Equal(2, (await queue.CountAsync("guilin", Cancellation)).Today);
    }

    [Fact]
    public async Task The_bell_still_rings_after_the_server_was_restarted()
    {
        var rings = new SemaphoreSlim(0);
        await queue.ListenAsync("guilin", _ => rings.Release(), Cancellation);
        await server.KillAsync();
        await server.StartAgainAsync();
        await UntilBackAsync(() => PutAsync("order/1"));

        for (var i = 2; !await rings.WaitAsync(TimeSpan.FromMilliseconds(200), Cancellation); i++)
        {
            Assert.True(i < 60, "nobody heard the bell");
            await PutAsync($"order/{i}");
        }
    }

    [Fact]
    public async Task A_real_redis_runs_scripts_atomically() => await AtomicityCheck.RunAsync(server.Connection, Cancellation);

    private Task<int> PutAsync(string id) =>
        queue.PutAsync("guilin", [new Errand(id, Lane.Today, DateTimeOffset.UnixEpoch)], Cancellation);

    private static async Task UntilBackAsync(Func<Task> ask)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await ask();
                return;
            }
            catch (RedisUnavailableException) when (tries < 100)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }
    }
}
