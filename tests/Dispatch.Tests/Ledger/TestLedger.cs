using Dispatch.Ledger;
using Dispatch.Orders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Tests.Ledger;

/// <summary>A ledger as a host would have it, on a database of the test's own.</summary>
internal sealed class TestLedger : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public TestLedger(string connection, TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings
                .Append((Key: "Ledger:Connection", Value: connection))
                .Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        services = new ServiceCollection()
            .AddSingleton(time ?? TimeProvider.System)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddLedger(configuration)
            .BuildServiceProvider();
    }

    public EventLedger Ledger => services.GetRequiredService<EventLedger>();

    public OrderBook Orders => services.GetRequiredService<OrderBook>();

    public LedgerDatabase Database => services.GetRequiredService<LedgerDatabase>();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
