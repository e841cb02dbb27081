using Dispatch.Alarms;
using Dispatch.Ledger;
using Dispatch.Queue;
using Testing;

namespace Dispatch.Tests.Alarms;

/// <summary>An emergency gets through with either store down and with both, and whoever missed something is told later.</summary>
public sealed class DeadStoreStories : IAsyncLifetime
{
    private RedisServer redis = null!;
    private DeskUnderTest desk = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private FakePhone Supervisor => desk.Carrier.Phone("19900003003");

    private FakePhone Daughter => desk.Carrier.Phone("19900004001");

    public async ValueTask InitializeAsync()
    {
        redis = await RedisServer.StartAsync();
        desk = await DeskUnderTest.StartAsync(redis.Connection);
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        await redis.DisposeAsync();
    }

    [Fact]
    public async Task With_redis_down_the_ladder_goes_on_and_the_queue_has_it_when_redis_is_back()
    {
        await redis.KillAsync();

        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        await desk.Operator.Rings("紧急报警");
        desk.Time.Advance(TimeSpan.FromSeconds(15));
        await Daughter.Rings("刚才报警");

        await redis.StartAgainAsync();
        await UntilAsync(async () => (await desk.Desk.CountAsync("guilin", Cancellation)).Later == 1);
        desk.Time.Advance(TimeSpan.FromSeconds(45));
        await Supervisor.Rings("紧急报警");
    }

    [Fact]
    public async Task With_redis_down_still_only_one_operator_has_it()
    {
        await redis.KillAsync();
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        var first = await desk.Operator.Rings("紧急报警");
        var second = await desk.OtherOperator.Rings("紧急报警");

        await Task.WhenAll(first.PressesAsync('1'), second.PressesAsync('1'));

        Assert.True(first.HungUp ^ second.HungUp);
        await (first.HungUp ? desk.Operator : desk.OtherOperator).GetsSms("接手处理");
    }

    [Fact]
    public async Task A_redis_that_was_wiped_is_told_again_and_nobody_is_forgotten()
    {
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        await desk.Operator.Rings("紧急报警");
        await redis.WipeAsync();

        desk.Time.Advance(TimeSpan.FromSeconds(15));

        await Daughter.Rings("刚才报警").Presses('1');
        await desk.Operator.GetsSms("接手处理");
    }

    [Fact]
    public async Task With_the_ledger_down_everything_is_done_and_recorded_when_it_is_back()
    {
        await using var postgres = await UsePostgresAsync();
        await postgres.KillAsync(Cancellation);

        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        await desk.Operator.Rings("紧急报警").Presses('1');
        await desk.OtherOperator.GetsSms("接手处理");
        var id = desk.Alarms.Open()[0].Id;
        await desk.Alarms.ResolveAsync(id, "O1", "扶起来了", Cancellation);

        await postgres.StartAgainAsync(Cancellation);
        await UntilAsync(async () =>
        {
            desk.Time.Advance(TimeSpan.FromSeconds(15));
            return (await desk.Get<EventLedger>().EventsSinceAsync("guilin", 0, 100, "alarm", Cancellation)).Any(each => each.Type == "alarm.stood-down");
        });
        var recorded = await desk.Get<EventLedger>().EventsOfAsync("guilin", new Subject("alarm", id), Cancellation);
        Assert.Contains(recorded, each => each.Type == "alarm.raised");
        Assert.Contains(recorded, each => each.Type == "alarm.acknowledged");
        Assert.All(await desk.Get<ChainAudit>().RunAsync([], Cancellation), chain => Assert.Empty(chain.Faults));
    }

    [Fact]
    public async Task With_both_stores_down_it_climbs_and_is_acknowledged()
    {
        await using var postgres = await UsePostgresAsync();
        await postgres.KillAsync(Cancellation);
        await redis.KillAsync();

        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        await desk.Operator.Rings("紧急报警");
        desk.Time.Advance(TimeSpan.FromSeconds(60));
        await Supervisor.Rings("紧急报警").Presses('1');

        await desk.Operator.GetsSms("接手处理");
    }

    [Fact]
    public async Task Another_process_goes_on_when_the_one_that_raised_it_dies()
    {
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        await desk.Operator.Rings("紧急报警");
        await desk.StopAsync();

        desk = await DeskUnderTest.StartAsync(redis.Connection, desk.Folder, desk.Time, desk.Carrier);
        desk.Time.Advance(TimeSpan.FromSeconds(15));

        await Daughter.Rings("刚才报警").Presses('1');
        await desk.Operator.GetsSms("接手处理");
    }

    [Fact]
    public async Task The_ledger_alone_is_enough_to_go_on_with_after_a_restart_that_lost_redis()
    {
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        await desk.Operator.Rings("紧急报警");
        await UntilAsync(async () => (await desk.Get<EventLedger>().EventsSinceAsync("guilin", 0, 100, "alarm", Cancellation)).Count >= 2);
        await desk.StopAsync();
        await redis.DisposeAsync();
        redis = await RedisServer.StartAsync();

        desk = await DeskUnderTest.StartAsync(redis.Connection, desk.Folder, desk.Time, desk.Carrier);
        await desk.UntilAsync(alarm => alarm.Person.Name == "王秀英");
        desk.Time.Advance(TimeSpan.FromSeconds(15));

        await Daughter.Rings("刚才报警");
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public async Task A_clock_that_jumps_keeps_nobody_waiting(int seconds)
    {
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        await desk.Operator.Rings("紧急报警");

        desk.Time.Set(TimeSpan.FromSeconds(seconds));
        if (seconds < 0)
        {
            await desk.UntilAsync(alarm => alarm.TimesMoved == 1);
        }

        desk.Time.Advance(TimeSpan.FromSeconds(15));
        await Daughter.Rings("刚才报警");
    }

    [Fact]
    public async Task Two_machines_show_and_handle_the_same_alarm()
    {
        await using var other = await DeskUnderTest.StartAsync(redis.Connection, desk.Folder, desk.Time, desk.Carrier);
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        await desk.Operator.Rings("紧急报警");
        var id = (await other.UntilAsync(alarm => alarm.Steps.Count == 1)).Id;

        Assert.IsType<AlarmOutcome.Happened>(await other.Alarms.AcknowledgeAsync(id, "O2", Cancellation));

        await desk.UntilAsync(alarm => alarm.Acknowledged is { Person.Name: "黄志勇" });
        Assert.Equal("acknowledged", Assert.IsType<AlarmOutcome.Refused>(await desk.Alarms.AcknowledgeAsync(id, "O1", Cancellation)).Reason);
        await other.Desk.RaiseAlarmAsync(Reports.Neighbour, Cancellation);
        await desk.UntilAsync(alarm => alarm.Reports.Count == 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_two_machines_raised_for_one_elder_while_redis_was_down_becomes_one_alarm_and_the_other_ladder_stands_down(bool laterIsAcknowledged)
    {
        // Neither may learn of the other's before both are raised, and one of them acknowledged.
        (string, string)[] seldom = [("Dispatch:ReconcileEvery", "00:02:00")];
        await desk.DisposeAsync();
        desk = await DeskUnderTest.StartAsync(redis.Connection, settings: seldom);
        await using var other = await DeskUnderTest.StartAsync(redis.Connection, desk.Folder, desk.Time, desk.Carrier, seldom);
        await redis.KillAsync();
        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, Cancellation);
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        await other.Desk.RaiseAlarmAsync(Reports.Pendant, Cancellation);
        var earlier = desk.Alarms.Open().Single(alarm => alarm.Reports[0].Id == Reports.Fallen.Id).Id;
        var later = other.Alarms.Open().Single(alarm => alarm.Reports[0].Id == Reports.Pendant.Id).Id;
        if (laterIsAcknowledged)
        {
            await other.Alarms.AcknowledgeAsync(later, "O2", Cancellation);
        }

        desk.Time.Advance(TimeSpan.FromMinutes(2));
        foreach (var machine in new[] { desk, other })
        {
            var over = await machine.UntilAsync(alarm => alarm.IsStoodDown, later);
            Assert.Equal((AlarmEvent.Closed.Merged, earlier), (over.Closed!.How, over.Closed.Word));
            var one = await machine.UntilAsync(alarm => alarm.Reports.Count == 2, earlier);
            Assert.Equal(laterIsAcknowledged ? "黄志勇" : null, one.Acknowledged?.Person.Name);
            Assert.Equal([earlier], machine.Alarms.Open().Select(alarm => alarm.Id));
        }
    }

    /// <summary>A ledger that can be killed.</summary>
    private async Task<PostgresServer> UsePostgresAsync()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL 15 is not installed: apt-get install postgresql");
        var postgres = await PostgresServer.StartAsync(Cancellation);
        await desk.DisposeAsync();
        desk = await DeskUnderTest.StartAsync(
            redis.Connection,
            settings: [("Ledger:Connection", await postgres.CreateDatabaseAsync(Cancellation)), ("Ledger:Deadline", "00:00:01")]);
        await desk.Get<Dispatch.Summonses.Rescuers>().RememberAsync("guilin", Cancellation);
        return postgres;
    }

    private static async Task UntilAsync(Func<Task<bool>> there)
    {
        for (var tries = 0; tries < 400; tries++)
        {
            try
            {
                if (await there())
                {
                    return;
                }
            }
            catch (Exception away) when (away is RedisUnavailableException or LedgerUnavailableException)
            {
                // Not back yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        Assert.Fail("it never happened");
    }
}
