using Dispatch.Queue;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Tests.Queue;

/// <summary>One embedded server for all of them; each test begins with an empty one.</summary>
public sealed class DispatchQueueOnGarnetTests(DispatchQueueOnGarnetTests.Shared shared)
    : DispatchQueueTests(() => Task.FromResult((shared.Endpoint, (IAsyncDisposable)new Nothing()))), IClassFixture<DispatchQueueOnGarnetTests.Shared>
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

        public async ValueTask DisposeAsync()
        {
            await garnet!.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
