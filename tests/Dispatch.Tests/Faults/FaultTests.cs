namespace Dispatch.Tests.Faults;

/// <summary>
/// More than two thousand orders in flight while what they depend on is killed: every order that was promised ends with one vendor who
/// was told so, none is lost, nobody else hears that it is theirs, and the ledger proves it.
/// </summary>
[Collection(Alone.Name)]
public sealed class FaultTests
{
    private const int AcceptedBefore = 2000;
    private const int AcceptedMeanwhile = 200;
    private const int Callers = 16;

    /// <summary>So many orders are given to vendors between two faults.</summary>
    private const int Breath = 120;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Every_order_has_one_vendor_though_workers_and_a_Redis_that_syncs_always_are_killed_and_Redis_hangs() => KeepAsync(
        "always",
        centre => centre.Workers.ReplaceAsync(0, Cancellation),
        async centre =>
        {
            await centre.Redis.KillAsync();
            await centre.Redis.StartAgainAsync();
        },
        centre => centre.Workers.ReplaceAsync(1, Cancellation),
        async centre =>
        {
            await centre.Redis.FreezeAsync();
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Cancellation);
            await centre.Redis.ThawAsync();
        },
        centre => centre.Workers.ReplaceAsync(2, Cancellation));

    [Fact]
    public Task Every_order_has_one_vendor_though_PostgreSQL_and_a_Redis_that_syncs_every_second_are_killed_and_Redis_is_wiped() => KeepAsync(
        "everysec",
        KillPostgresAsync,
        async centre =>
        {
            await centre.Redis.CutPowerAsync();
            await centre.Redis.StartAgainAsync();
        },
        centre => centre.Workers.ReplaceAsync(0, Cancellation),
        centre => centre.Redis.WipeAsync(),
        KillPostgresAsync);

    private static async Task KillPostgresAsync(Centre centre)
    {
        await centre.Postgres.KillAsync(Cancellation);
        await centre.Postgres.StartAgainAsync(Cancellation);
    }

    private static async Task KeepAsync(string appendFsync, params Func<Centre, Task>[] faults)
    {
        await using var centre = await Centre.OpenAsync(appendFsync);
        await OrderAsync(centre, 0, AcceptedBefore);
        Note(centre, "orders are in flight");
        var meanwhile = OrderAsync(centre, AcceptedBefore, AcceptedMeanwhile);
        foreach (var fault in faults)
        {
            await fault(centre);
            Note(centre, "a fault is over");
            await centre.UntilGivenMoreAsync(Breath);
        }

        await meanwhile;
        await centre.UntilToldAsync();
        Note(centre, "everybody was told");
        await Accounts.HoldAsync(centre);
    }

    private static Task OrderAsync(Centre centre, int first, int count) => Parallel.ForEachAsync(
        Enumerable.Range(first, count),
        new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = Cancellation },
        async (wish, _) => await centre.OrderAsync(BigTown.Wish(wish)));

    private static void Note(Centre centre, string what) =>
        TestContext.Current.TestOutputHelper!.WriteLine($"{TimeProvider.System.GetUtcNow():mm:ss} {what}: {centre.Promised.Count} accepted, {centre.Given} given");
}
