using Dispatch.Ledger;
using Dispatch.Registry;
using Microsoft.Extensions.Hosting;

namespace Dispatch.Tests.Ledger;

public sealed class LedgerStartTests(Databases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_that_is_down_does_not_keep_the_host_from_starting()
    {
        await using var house = new TestLedger("Host=127.0.0.1;Port=1;Username=nobody");

        await StartAsync(house);

        await Assert.ThrowsAsync<LedgerUnavailableException>(() => house.Ledger.RegionsAsync(Cancellation));
    }

    [Fact]
    public async Task A_first_start_without_any_setting_moves_the_sample_town_in()
    {
        var folder = Directory.CreateTempSubdirectory("voicecare-start-").FullName;
        await using (var house = new TestLedger(string.Empty, null, ("Data:Path", folder)))
        {
            await StartAsync(house);

            Assert.Equal("王奶奶", (await house.Get<ElderDirectory>().FindByPhoneAsync("07735550101", Cancellation))!.Honorific);
            Assert.True(File.Exists(Path.Combine(folder, "ledger.db")));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_configured_database_is_left_to_its_centre()
    {
        await using var house = new TestLedger(await databases.CreateAsync(Databases.Sqlite));

        await StartAsync(house);

        Assert.Null(await house.Get<ElderDirectory>().FindAsync("E001", Cancellation));
    }

    private static async Task StartAsync(TestLedger house)
    {
        foreach (var service in house.Get<IEnumerable<IHostedService>>())
        {
            await service.StartAsync(Cancellation);
        }
    }
}
