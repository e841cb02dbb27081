using Testing;

namespace Dispatch.Tests.Queue;

/// <summary>Every key of a script lies on one node, and another region's may lie on another.</summary>
public sealed class DispatchQueueOnClusterTests(DispatchQueueOnClusterTests.Shared shared)
    : DispatchQueueTests(async () => (shared.Cluster!.Connection, await shared.BorrowAsync())), IClassFixture<DispatchQueueOnClusterTests.Shared>
{
    public sealed class Shared : IAsyncLifetime
    {
        public RedisCluster? Cluster { get; private set; }

        public async ValueTask InitializeAsync() => Cluster = await RedisCluster.StartAsync();

        public async Task<IAsyncDisposable> BorrowAsync()
        {
            await Cluster!.WipeAsync();
            return new Borrowed();
        }

        public ValueTask DisposeAsync() => Cluster!.DisposeAsync();
    }

    private sealed class Borrowed : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
