using Dispatch.Ledger;
using Dispatch.Offers;
using Dispatch.Orders;
using Dispatch.Queue;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace Dispatch.Tests.Faults;

/// <summary>The whole desk without its background loops: it does a piece of work when it is told to, so that it can die between any two.</summary>
internal sealed class DeskByHand : IAsyncDisposable
{
    public const string Region = "guilin";

    private readonly ServiceProvider services;
    private readonly Dictionary<string, IErrandRunner> runners;

    private DeskByHand(ServiceProvider services)
    {
        this.services = services;
        runners = services.GetServices<IErrandRunner>().ToDictionary(runner => runner.Kind);
    }

    public DispatchDesk Desk => services.GetRequiredService<DispatchDesk>();

    public OrderBook Book => services.GetRequiredService<OrderBook>();

    public EventLedger Ledger => services.GetRequiredService<EventLedger>();

    private DispatchQueue Queue => services.GetRequiredService<DispatchQueue>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="ledger">File of a desk before, whose ledger this one goes on with, or a new one.</param>
    public static async Task<DeskByHand> StartAsync(string redis, string ledger, ManualTime time, FakeCarrier carrier)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Redis:Connection"] = redis,
                ["Redis:Deadline"] = "00:00:20",
                ["Ledger:Connection"] = $"Data Source={ledger}",
            })
            .Build();
        var desk = new DeskByHand(new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<ISmsSender>(carrier)
            .AddSingleton<IPhoneLine>(carrier)
            .AddDispatch(configuration)
            .BuildServiceProvider());
        await desk.services.GetRequiredService<RedisStore>().OpenAsync(Cancellation);
        carrier.Desk = desk.Desk;
        return desk;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Attends to errands until none is ready.</summary>
    public async Task WorkAsync()
    {
        while (await ClaimAsync() is { } claim)
        {
            var completion = await AttendAsync(claim);
            await Queue.CompleteAsync(Region, [(claim, completion)], Cancellation);
        }
    }

    /// <summary>Attends to one errand and does not live to say so.</summary>
    public async Task BeginWorkAsync()
    {
        if (await ClaimAsync() is { } claim)
        {
            await AttendAsync(claim);
        }
    }

    public async Task ReconcileAsync()
    {
        using var reconciler = ActivatorUtilities.CreateInstance<Reconciler>(services);
        await reconciler.ReconcileAsync(Region, Cancellation);
    }

    public async Task<Order> FindAsync(string number) => (await Book.FindAsync(number, Cancellation))!;

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private async Task<Claim?> ClaimAsync() => (await Queue.ClaimAsync(Region, 1, Lane.Emergency, Lane.Scheduled, Cancellation)).SingleOrDefault();

    private Task<Completion> AttendAsync(Claim claim) => runners[claim.Errand.Id.Split('/')[0]].AttendAsync(Region, claim.Errand, Cancellation);
}
