using Dispatch.Alarms;
using Dispatch.Orders;
using Dispatch.Registry.Import;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Testing;

namespace Dispatch.Tests;

/// <summary>The whole desk as a host runs it, over a real Redis and an SQLite ledger, with a small town, a carrier in the test's hands and a clock that it moves.</summary>
internal sealed class DeskUnderTest : IAsyncDisposable
{
    /// <summary>A Monday morning, 9:00 in Guilin.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    private readonly string folder;
    private readonly bool ownsFolder;
    private readonly ServiceProvider services;
    private readonly RunningClock clock;

    private DeskUnderTest(string redis, string? folder, ManualTime? time, FakeCarrier? carrier, (string Key, string Value)[] settings)
    {
        ownsFolder = folder is null;
        this.folder = folder ?? Directory.CreateTempSubdirectory("voicecare-desk-").FullName;
        Time = time ?? new ManualTime(Monday);
        clock = new RunningClock(Time);
        Carrier = carrier ?? new FakeCarrier();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new[]
                {
                    (Key: "Redis:Connection", Value: redis),
                    (Key: "Redis:Deadline", Value: "00:00:03"),
                    (Key: "Ledger:Connection", Value: $"Data Source={Path.Combine(this.folder, "ledger.db")}"),
                    (Key: "Dispatch:LastResort:0", Value: "19900009999"),
                }
                .Concat(settings)
                .GroupBy(setting => setting.Key, (_, said) => said.Last())
                .Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddLogging(logging => logging.AddProvider(new TestLog()).SetMinimumLevel(LogLevel.Information))
            .AddSingleton<ISmsSender>(Carrier)
            .AddSingleton<IPhoneLine>(Carrier)
            .AddDispatch(configuration)
            .BuildServiceProvider();
    }

    public ManualTime Time { get; }

    public FakeCarrier Carrier { get; }

    public string Folder => folder;

    public DispatchDesk Desk => services.GetRequiredService<DispatchDesk>();

    public AlarmDesk Alarms => services.GetRequiredService<AlarmDesk>();

    public OrderBook Book => services.GetRequiredService<OrderBook>();

    public FakePhone BestVendor => Carrier.Phone("19900002001");

    public FakePhone NextVendor => Carrier.Phone("19900002002");

    public FakePhone LandlineVendor => Carrier.Phone("07735559003");

    public FakePhone Elder => Carrier.Phone("19900001001");

    public FakePhone Operator => Carrier.Phone("19900003001");

    public FakePhone OtherOperator => Carrier.Phone("19900003002");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="folder">Of a desk before, whose ledger this one goes on with.</param>
    /// <param name="carrier">Of a desk before: the world outside does not restart with us.</param>
    public static async Task<DeskUnderTest> StartAsync(
        string redis,
        string? folder = null,
        ManualTime? time = null,
        FakeCarrier? carrier = null,
        params (string Key, string Value)[] settings)
    {
        var desk = new DeskUnderTest(redis, folder, time, carrier, settings);
        desk.Carrier.Desk = desk.Desk;
        if (folder is null)
        {
            await desk.Get<RegistryImport>().ImportAsync(Path.Combine(AppContext.BaseDirectory, "Town"), Cancellation);
        }

        foreach (var service in desk.services.GetServices<IHostedService>())
        {
            await service.StartAsync(Cancellation);
        }

        return desk;
    }

    public static OrderTerms Terms(string requestId = "r1", string elder = "E1", string service = "cleaning", DateTimeOffset? from = null, bool urgent = false) => new()
    {
        RequestId = requestId,
        Region = "guilin",
        ElderId = elder,
        ElderName = elder == "E1" ? "王秀英" : "李大山",
        ElderPhone = elder == "E1" ? "07735550101" : "07735550102",
        Dialect = "southwestern",
        Service = service,
        From = from ?? Monday.AddHours(30),
        Until = (from ?? Monday.AddHours(30)).AddHours(2),
        Address = "桂林市象山区安新南路16号3栋2单元501",
        Area = "象山区",
        PriceFen = 8000,
        Payer = Payer.Self,
        Urgent = urgent,
        Channel = "phone",
        ConversationId = $"c-{requestId}",
    };

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Accepts an order and returns it as committed.</summary>
    public async Task<Order> AcceptAsync(OrderTerms? terms = null)
    {
        var outcome = await Desk.AcceptAsync(terms ?? Terms(), "elder", Cancellation);
        return Assert.IsType<PlaceOutcome.Placed>(outcome).Order;
    }

    public async Task<Order> FindAsync(string number) => (await Book.FindAsync(number, Cancellation))!;

    /// <summary>Waits until the workers have brought an order there.</summary>
    public async Task<Order> UntilAsync(string number, Predicate<Order> there)
    {
        for (var tries = 0; tries < 2400; tries++)
        {
            if (await FindAsync(number) is var order && there(order))
            {
                return order;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System);
        }

        throw new TimeoutException($"order {number} stays {await FindAsync(number)}");
    }

    /// <summary>Waits until an alarm is there.</summary>
    public async Task<Alarm> UntilAsync(Predicate<Alarm> there, string? id = null)
    {
        for (var tries = 0; tries < 2400; tries++)
        {
            var found = id is null ? Alarms.Open().FirstOrDefault(each => there(each)) : await Alarms.FindAsync(id, Cancellation);
            if (found is not null && there(found))
            {
                return found;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System);
        }

        throw new TimeoutException($"no alarm came to be so; there are {string.Join("; ", Alarms.Open().Select(each => string.Join(", ", each.Events)))}");
    }

    /// <summary>From now on nobody attends to anything here.</summary>
    public async Task HaltWorkersAsync()
    {
        foreach (var service in services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>Ends the process, but for the folder with its ledger.</summary>
    public async Task StopAsync()
    {
        await HaltWorkersAsync();
        await services.DisposeAsync();
        await clock.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (ownsFolder)
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
