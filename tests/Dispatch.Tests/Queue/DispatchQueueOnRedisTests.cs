using Testing;

namespace Dispatch.Tests.Queue;

public sealed class DispatchQueueOnRedisTests() : DispatchQueueTests(async () =>
{
    var server = await RedisServer.StartAsync();
    return (server.Connection, server);
});
