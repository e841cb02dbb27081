using System.Globalization;
using Dispatch.Registry.Import;
using Dispatch.Tests.Ledger;
using Dispatch.Tests.Orders;
using FsCheck;
using FsCheck.Fluent;
using Testing;

namespace Dispatch.Tests.Faults;

/// <summary>Whatever callers, vendors, carriers and fate do, in whatever order: no order is forgotten, none reaches an illegal state, none is given to two vendors.</summary>
public sealed class DeskPropertyTests : IAsyncLifetime
{
    private const int Steps = 30;

    /// <summary>The same lives on every machine; VOICECARE_LIVES=1000 lives through so many others.</summary>
    private static readonly Config Chosen = Environment.GetEnvironmentVariable("VOICECARE_LIVES") is { } others
        ? Config.QuickThrowOnFailure.WithMaxTest(int.Parse(others, CultureInfo.InvariantCulture))
        : Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(20261122, 1);

    private readonly string folder = Directory.CreateTempSubdirectory("voicecare-lives-").FullName;
    private RedisServer redis = null!;
    private int lives;

    private string Town => Path.Combine(folder, "town.db");

    public async ValueTask InitializeAsync()
    {
        redis = await RedisServer.StartAsync();
        await using var house = new TestLedger($"Data Source={Town}");
        await house.Get<RegistryImport>().ImportAsync(Path.Combine(AppContext.BaseDirectory, "Town"), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await redis.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void No_row_of_wishes_replies_and_crashes_loses_an_order_or_gives_it_to_two_vendors() =>
        Prop.ForAll(Lives.RowsOf(AnyStep.Any, Steps), LiveAsync).Check(Chosen);

    private async Task LiveAsync(Step[] steps)
    {
        var ledger = Path.Combine(folder, $"life-{++lives}.db");
        File.Copy(Town, ledger);
        await using var life = await Life.BeginAsync(redis, ledger);
        foreach (var step in steps)
        {
            await life.LiveAsync(step);
        }

        await life.SettleAsync();
        await life.AssertAllIsWellAsync();
    }
}
