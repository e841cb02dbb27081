using System.Collections.Concurrent;
using Dispatch.Ledger;
using Dispatch.Orders;
using Microsoft.Data.Sqlite;
using Testing;

namespace Dispatch.Tests.Ledger;

/// <summary>A real PostgreSQL that is killed, stopped and frozen under the ledger.</summary>
public sealed class LedgerFaultTests(Databases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_stored_twice_when_the_database_is_killed_mid_write()
    {
        await using var server = await StartServerAsync();
        await using var house = new TestLedger(server.ConnectionString, null, ("Ledger:Deadline", "00:00:02"));
        var acknowledged = new ConcurrentBag<string>();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var writers = Enumerable.Range(0, 32).Select(writer => WriteAsync(house, writer, acknowledged, enough.Token)).ToList();
        for (var kill = 1; kill <= 2; kill++)
        {
            await UntilAsync(() => acknowledged.Count >= 1000 * kill);
            await server.KillAsync(Cancellation);
            await server.StartAgainAsync(Cancellation);
        }

        await UntilAsync(() => acknowledged.Count >= 3000);
        await enough.CancelAsync();
        await Task.WhenAll(writers);

        var stored = await house.Ledger.EventsSinceAsync("guilin", 0, int.MaxValue, null, Cancellation);
        Assert.Empty(acknowledged.Except(stored.Select(kept => kept.Id)));
        Assert.Equal(acknowledged.Count, acknowledged.Distinct().Count());
        Assert.Equal(stored.Count, stored.Select(kept => kept.Id).Distinct().Count());
        Assert.Empty(Assert.Single(await house.Get<ChainAudit>().RunAsync([], Cancellation)).Faults);
    }

    [Fact]
    public async Task While_the_database_is_down_callers_are_told_so_and_once_it_is_back_all_goes_on_by_itself()
    {
        await using var server = await StartServerAsync();
        await using var house = new TestLedger(server.ConnectionString, new ManualTime(Samples.Now));
        var order = Assert.IsType<PlaceOutcome.Placed>(await house.Orders.PlaceAsync(Samples.Terms("r1"), "elder", Cancellation)).Order;
        await server.StopAsync(Cancellation);

        Assert.IsType<AppendOutcome.Unavailable>(await house.Ledger.AppendAsync("guilin", [Samples.Event("e1")], Cancellation));
        Assert.IsType<PlaceOutcome.Unavailable>(await house.Orders.PlaceAsync(Samples.Terms("r2", "E002"), "elder", Cancellation));
        Assert.IsType<OrderOutcome.Unavailable>(await house.Orders.DoAsync(order.Number, new OrderCommand.Cancel("elder", "no"), Cancellation));
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => house.Orders.OpenOrdersAsync(null, Cancellation));

        await server.StartAgainAsync(Cancellation);
        Assert.IsType<AppendOutcome.Appended>(await house.Ledger.AppendAsync("guilin", [Samples.Event("e1")], Cancellation));
        Assert.IsType<PlaceOutcome.Placed>(await house.Orders.PlaceAsync(Samples.Terms("r2", "E002"), "elder", Cancellation));
        Assert.Equal(2, (await house.Orders.OpenOrdersAsync(null, Cancellation)).Count);
    }

    [Fact]
    public async Task A_restart_while_nobody_writes_is_not_noticed()
    {
        await using var server = await StartServerAsync();
        await using var house = new TestLedger(server.ConnectionString);
        await house.Ledger.AppendAsync("guilin", [Samples.Event("e1")], Cancellation);
        await house.Orders.OpenOrdersAsync(null, Cancellation);

        await server.KillAsync(Cancellation);
        await server.StartAgainAsync(Cancellation);

        Assert.Empty(await house.Orders.OpenOrdersAsync(null, Cancellation));
        Assert.IsType<AppendOutcome.Appended>(await house.Ledger.AppendAsync("guilin", [Samples.Event("e2")], Cancellation));
    }

    [Fact]
    public async Task A_database_that_hangs_keeps_no_caller_waiting_beyond_the_deadline_and_what_it_stored_late_is_not_stored_again()
    {
        await using var server = await StartServerAsync();
        await using var house = new TestLedger(server.ConnectionString, null, ("Ledger:Deadline", "00:00:01"));
        await house.Ledger.AppendAsync("guilin", [Samples.Event("e1")], Cancellation);
        await server.FreezeAsync(Cancellation);

        Assert.IsType<AppendOutcome.Unavailable>(await house.Ledger.AppendAsync("guilin", [Samples.Event("e2")], Cancellation));
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => house.Orders.OpenOrdersAsync(null, Cancellation));

        await server.ThawAsync(Cancellation);
        AppendOutcome outcome;
        do
        {
            outcome = await house.Ledger.AppendAsync("guilin", [Samples.Event("e2")], Cancellation);
        }
        while (outcome is AppendOutcome.Unavailable);

        Assert.Equal(["e1", "e2"], (await house.Ledger.EventsSinceAsync("guilin", 0, 10, null, Cancellation)).Select(stored => stored.Id));
    }

    [Fact]
    public async Task A_file_that_another_process_holds_is_unavailable_until_it_is_let_go()
    {
        var connection = await databases.CreateAsync(Databases.Sqlite);
        await using var house = new TestLedger(connection, null, ("Ledger:Deadline", "00:00:01"));
        await house.Ledger.AppendAsync("guilin", [Samples.Event("e1")], Cancellation);
        await using var other = new SqliteConnection(connection);
        await other.OpenAsync(Cancellation);

        await using (other.BeginTransaction(deferred: false))
        {
            Assert.IsType<AppendOutcome.Unavailable>(await house.Ledger.AppendAsync("guilin", [Samples.Event("e2")], Cancellation));
        }

        AppendOutcome outcome;
        do
        {
            outcome = await house.Ledger.AppendAsync("guilin", [Samples.Event("e3")], Cancellation);
        }
        while (outcome is AppendOutcome.Unavailable);
        Assert.IsType<AppendOutcome.Appended>(outcome);
    }

    [Fact]
    public async Task One_append_that_the_database_will_never_take_does_not_fail_the_others()
    {
        await using var server = await StartServerAsync();
        await using var house = new TestLedger(server.ConnectionString);
        await house.Ledger.AppendAsync("guilin", [Samples.Event("first")], Cancellation);

        // PostgreSQL's text knows no NUL character.
        var good = Enumerable.Range(0, 50).Select(i => house.Ledger.AppendAsync("guilin", [Samples.Event($"e{i}")], Cancellation)).ToList();
        var bad = house.Ledger.AppendAsync("guilin", [Samples.Event("bad", payload: "\"\0\"")], Cancellation);
        var goodToo = Enumerable.Range(50, 50).Select(i => house.Ledger.AppendAsync("guilin", [Samples.Event($"e{i}")], Cancellation)).ToList();

        await Assert.ThrowsAnyAsync<Exception>(() => bad);
        Assert.All(await Task.WhenAll(good.Concat(goodToo)), outcome => Assert.IsType<AppendOutcome.Appended>(outcome));
    }

    private static Task<PostgresServer> StartServerAsync()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL 15 is not installed: apt-get install postgresql");
        return PostgresServer.StartAsync(Cancellation);
    }

    /// <summary>Appends one event after the other and, told that the ledger is unavailable, the same one again.</summary>
    private static async Task WriteAsync(TestLedger house, int writer, ConcurrentBag<string> acknowledged, CancellationToken enough)
    {
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            var id = $"w{writer}-{i}";
            AppendOutcome outcome;
            do
            {
                outcome = await house.Ledger.AppendAsync("guilin", [Samples.Event(id, $"s{writer}")], Cancellation);
            }
            while (outcome is AppendOutcome.Unavailable);

            acknowledged.Add(id);
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        }
    }
}
