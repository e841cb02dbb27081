using Dispatch.Queue;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace Dispatch.Tests.Queue;

public sealed class StateShelfTests : IAsyncLifetime
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private RedisServer server = null!;
    private RedisStore redis = null!;
    private StateShelf shelf = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await RedisServer.StartAsync();
        redis = new RedisStore(new RedisOptions { Connection = server.Connection, Deadline = TimeSpan.FromSeconds(10) }, NullLogger<RedisStore>.Instance);
        await redis.OpenAsync(Cancellation);
        shelf = new StateShelf(redis);
    }

    public async ValueTask DisposeAsync()
    {
        await redis.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task What_was_put_is_taken_with_its_version()
    {
        Assert.Null(await shelf.TakeAsync("c1", Cancellation));

        Assert.True(await shelf.PutAsync("c1", "王奶奶", 0, Day, Cancellation));
        Assert.True(await shelf.PutAsync("c1", "王奶奶要打扫", 1, Day, Cancellation));

        Assert.Equal(("王奶奶要打扫", 2), await shelf.TakeAsync("c1", Cancellation));
    }

    [Fact]
    public async Task Of_two_who_read_the_same_version_one_may_put()
    {
        await shelf.PutAsync("c1", "one", 0, Day, Cancellation);

        var puts = await Task.WhenAll(Enumerable.Range(0, 20).Select(writer => shelf.PutAsync("c1", $"{writer}", 1, Day, Cancellation)));

        Assert.Single(puts, put => put);
        Assert.Equal(2, (await shelf.TakeAsync("c1", Cancellation))!.Value.Version);
    }

    [Fact]
    public async Task A_state_is_forgotten_after_its_time()
    {
        await shelf.PutAsync("c1", "soon gone", 0, TimeSpan.FromMilliseconds(50), Cancellation);

        while (await shelf.TakeAsync("c1", Cancellation) is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
        }

        Assert.True(await shelf.PutAsync("c1", "anew", 0, Day, Cancellation));
    }
}
