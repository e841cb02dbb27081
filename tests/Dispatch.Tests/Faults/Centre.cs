using System.Collections.Concurrent;
using System.Globalization;
using Dispatch.Orders;
using Dispatch.Registry.Import;
using Dispatch.Tests.Ledger;
using Testing;

namespace Dispatch.Tests.Faults;

/// <summary>
/// A centre as it stands in production: a PostgreSQL, a Redis and three workers, each a process that can be killed, and callers,
/// a carrier and vendors outside who remember what they were told.
/// </summary>
internal sealed class Centre : IAsyncDisposable
{
    /// <summary>Far more than anything takes; only a test that fails waits so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string folder = Directory.CreateTempSubdirectory("voicecare-centre-").FullName;
    private readonly ConcurrentDictionary<string, string> promised = new();

    private Centre(RedisServer redis, PostgresServer postgres, Carrier carrier)
    {
        Redis = redis;
        Postgres = postgres;
        Carrier = carrier;
    }

    public RedisServer Redis { get; }

    public PostgresServer Postgres { get; }

    public Carrier Carrier { get; }

    public Workforce Workers { get; private set; } = null!;

    public Vendors Vendors { get; private set; } = null!;

    /// <summary>What callers were told: the number of the order that each of their requests became.</summary>
    public IReadOnlyDictionary<string, string> Promised => promised;

    /// <summary>The orders of which a vendor was told 归您.</summary>
    public int Given => Carrier.ToldOf("taken").Count();

    private string Log => Path.Combine(folder, "workers.log");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="appendFsync">always or everysec.</param>
    public static async Task<Centre> OpenAsync(string appendFsync)
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL 15 is not installed: apt-get install postgresql");
        var centre = new Centre(await RedisServer.StartAsync(appendFsync), await PostgresServer.StartAsync(Cancellation), await Carrier.StartAsync(Cancellation));
        await centre.OpenAsync();
        return centre;
    }

    /// <summary>A caller orders, and calls again until the order is accepted. Told another number than before, the caller complains.</summary>
    public async Task OrderAsync(OrderTerms terms)
    {
        var number = await Workers.AcceptAsync(terms, Cancellation);
        Assert.Equal(number, promised.GetOrAdd(terms.RequestId, number));
    }

    /// <summary>Waits until so many more orders have been given to a vendor, or all that there are.</summary>
    public Task UntilGivenMoreAsync(int more)
    {
        var enough = Given + more;
        return UntilAsync(() => Given >= Math.Min(enough, promised.Count), () => $"only {Given} orders of {enough} were given to a vendor");
    }

    /// <summary>Waits until vendors and elders of all orders have been told, and all that they answered was heard.</summary>
    public async Task UntilToldAsync()
    {
        await UntilAsync(() => !Untold().Any(), () => $"nobody was told of {string.Join(", ", Untold().Select(Carrier.StoryOf))}");
        await Vendors.HeardAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Workers is not null)
        {
            await Workers.DisposeAsync();
        }

        await Carrier.DisposeAsync();
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task OpenAsync()
    {
        await BigTown.WriteRegisterAsync(folder, Cancellation);
        await using (var house = new TestLedger(Postgres.ConnectionString))
        {
            Assert.Empty((await house.Get<RegistryImport>().ImportAsync(folder, Cancellation)).Problems);
        }

        Workers = await Workforce.StartAsync(
            Log,
            [
                $"--Redis:Connection={Redis.Connection}",
                $"--Ledger:Connection={Postgres.ConnectionString}",
                $"--Carrier={Carrier.Address}",
                $"--ClockShift={(BigTown.Monday - TimeProvider.System.GetUtcNow()).ToString("c", CultureInfo.InvariantCulture)}",
                "--Dispatch:ReconcileEvery=00:00:05",
                "--Dispatch:Queue:Places=1",
                .. BigTown.Regions.Select((region, i) => $"--Dispatch:Regions:{i}={region}"),
            ],
            Cancellation);
        Vendors = new Vendors(Workers, Cancellation);
        Carrier.WhenDelivered = Vendors.Read;
        Carrier.WhenPickedUp = Vendors.PickUp;
    }

    private IEnumerable<string> Untold()
    {
        var vendors = Carrier.ToldOf("taken").ToHashSet();
        var elders = Carrier.ToldOf("taken-elder").ToHashSet();
        return promised.Values.Where(number => !vendors.Contains(number) || !elders.Contains(number));
    }

    private async Task UntilAsync(Func<bool> condition, Func<string> missing)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (!condition())
        {
            if (Vendors.Fault is { } fault)
            {
                throw fault;
            }

            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"{missing()}. The workers said last: {string.Join(Environment.NewLine, File.ReadLines(Log).TakeLast(40))}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, Cancellation);
        }
    }
}
