using Dispatch.Summonses;
using Testing;

namespace Dispatch.Tests.Summonses;

/// <summary>How operators are fetched for a caller.</summary>
public sealed class SummonsStories : IAsyncLifetime
{
    private static readonly CallerInNeed Caller =
        new("c-1", "guilin", "07735550101", "E1", "王秀英", "桂林市象山区安新南路16号3栋2单元501", "asked", "想问补贴", "phone");

    private RedisServer redis = null!;
    private DeskUnderTest desk = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private FakePhone Supervisor => desk.Carrier.Phone("19900003003");

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
    public async Task All_operators_ring_at_once_and_the_first_who_presses_1_has_the_caller()
    {
        await desk.Desk.FetchOperatorAsync(Caller, Cancellation);
        var first = await desk.Operator.Rings("有人等人工接听。王秀英，本人要求。想问补贴");
        var second = await desk.OtherOperator.Rings("有人等人工接听");
        Assert.Equal("c-1", first.Call.JoinTo);
        Assert.Equal('1', first.Call.JoinKey);

        await first.PressesAsync('1');

        Assert.True(second.HungUp);
        Assert.False(first.HungUp);
        await desk.OtherOperator.GetsSms("已有人接手");
    }

    [Fact]
    public async Task Whoever_presses_later_is_hung_up()
    {
        await desk.Desk.FetchOperatorAsync(Caller, Cancellation);
        var first = await desk.Operator.Rings("有人等人工接听");
        var second = await desk.OtherOperator.Rings("有人等人工接听");

        await Task.WhenAll(first.PressesAsync('1'), second.PressesAsync('1'));

        Assert.True(first.HungUp ^ second.HungUp);
    }

    [Fact]
    public async Task Nobody_answers_so_it_rings_again_and_then_the_supervisor_is_rung_and_written_to()
    {
        await desk.Desk.FetchOperatorAsync(Caller, Cancellation);
        await desk.Operator.Rings("有人等人工接听");

        desk.Time.Advance(TimeSpan.FromSeconds(30));
        await desk.Operator.Rings("有人等人工接听");
        desk.Time.Advance(TimeSpan.FromSeconds(30));

        await Supervisor.Rings("有人等人工接听");
        await Supervisor.GetsSms("有人等人工接听");
    }

    [Fact]
    public async Task The_same_conversation_is_handed_over_once()
    {
        await desk.Desk.FetchOperatorAsync(Caller, Cancellation);
        await desk.Desk.FetchOperatorAsync(Caller, Cancellation);

        Assert.Single(desk.Carrier.Calls, call => call.Call.To == desk.Operator.Number);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_stops_the_ringing()
    {
        await desk.Desk.FetchOperatorAsync(Caller, Cancellation);
        var call = await desk.Operator.Rings("有人等人工接听");

        await desk.Desk.CallerLeftAsync("c-1", "hung up", Cancellation);

        Assert.True(call.HungUp);
        desk.Time.Advance(TimeSpan.FromSeconds(40));
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        Assert.Single(desk.Carrier.Calls, each => each.Call.To == desk.Operator.Number);
    }

    [Fact]
    public async Task Operators_ring_while_redis_is_down_and_it_is_taken_up_by_the_queue_when_it_is_back()
    {
        await redis.KillAsync();

        await desk.Desk.FetchOperatorAsync(Caller, Cancellation);
        await desk.Operator.Rings("有人等人工接听");
        desk.Time.Advance(TimeSpan.FromSeconds(30));
        await desk.Operator.Rings("有人等人工接听");

        await redis.StartAgainAsync();
        await UntilAsync(async () => (await desk.Desk.CountAsync("guilin", Cancellation)).Later == 1);
        desk.Time.Advance(TimeSpan.FromSeconds(30));
        await Supervisor.Rings("有人等人工接听");
    }

    [Fact]
    public async Task While_redis_is_down_still_only_one_operator_wins()
    {
        await redis.KillAsync();
        await desk.Desk.FetchOperatorAsync(Caller, Cancellation);
        var first = await desk.Operator.Rings("有人等人工接听");
        var second = await desk.OtherOperator.Rings("有人等人工接听");

        await Task.WhenAll(first.PressesAsync('1'), second.PressesAsync('1'));

        Assert.True(first.HungUp ^ second.HungUp);
    }

    [Fact]
    public async Task Operators_ring_with_the_ledger_down()
    {
        await using var postgres = await UsePostgresAsync();
        await postgres.KillAsync(Cancellation);

        await desk.Desk.FetchOperatorAsync(Caller, Cancellation);

        await desk.Operator.Rings("有人等人工接听").Presses('1');
        await desk.OtherOperator.GetsSms("接手");
    }

    [Fact]
    public async Task Operators_ring_with_both_stores_down()
    {
        await using var postgres = await UsePostgresAsync();
        await postgres.KillAsync(Cancellation);
        await redis.KillAsync();

        await desk.Desk.FetchOperatorAsync(Caller, Cancellation);
        await desk.Operator.Rings("有人等人工接听");
        desk.Time.Advance(TimeSpan.FromSeconds(60));
        await Supervisor.Rings("有人等人工接听").Presses('1');

        await desk.Operator.GetsSms("接手");
    }

    [Fact]
    public async Task Another_process_goes_on_when_the_one_that_fetched_them_dies()
    {
        await desk.Desk.FetchOperatorAsync(Caller, Cancellation);
        await desk.Operator.Rings("有人等人工接听");
        await desk.StopAsync();

        desk = await DeskUnderTest.StartAsync(redis.Connection, desk.Folder, desk.Time, desk.Carrier);
        desk.Time.Advance(TimeSpan.FromSeconds(30));

        await desk.Operator.Rings("有人等人工接听").Presses('1');
        await desk.OtherOperator.GetsSms("接手");
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
        await desk.Get<Rescuers>().RememberAsync("guilin", Cancellation);
        return postgres;
    }

    private static async Task UntilAsync(Func<Task<bool>> there)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            try
            {
                if (await there())
                {
                    return;
                }
            }
            catch (Dispatch.Queue.RedisUnavailableException)
            {
                // Not back yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        Assert.Fail("it never happened");
    }
}
