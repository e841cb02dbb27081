using Dispatch.Queue;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Tests.Queue;

/// <summary>One embedded server for all of them; each test begins with an empty one.</summary>
public sealed class DispatchQueueOnGarnetTests(DispatchQueueOnGarnetTests.Shared shared)
    : DispatchQueueTests(async () => (shared.Endpoint, await shared.BorrowAsync())), IClassFixture<DispatchQueueOnGarnetTests.Shared>
{
    public sealed class Shared : IAsyncLifetime
    {
        private readonly string folder = Directory.CreateTempSubdirectory("voicecare-garnet-").FullName;
        private EmbeddedGarnet? garnet;

        public string Endpoint => garnet!.Endpoint;

        public async ValueTask InitializeAsync()
        {
            garnet = new EmbeddedGarnet(new RedisOptions { Data = folder }, NullLogger<EmbeddedGarnet>.Instance);
            await garnet.StartAsync(TestContext.Current.CancellationToken);
        }

        /// <summary>Emptied for the next test.</summary>
        public async Task<IAsyncDisposable> BorrowAsync()
        {
            await using var redis = new RedisStore(new RedisOptions { Deadline = TimeSpan.FromSeconds(20) }, NullLogger<RedisStore>.Instance);
            await redis.OpenAsync(Endpoint, TestContext.Current.CancellationToken);
            await redis.AskAsync(database => database.ExecuteAsync("FLUSHALL"), TestContext.Current.CancellationToken);
            return new Borrowed();
        }

        public async ValueTask DisposeAsync()
        {
            await garnet!.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Borrowed : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
