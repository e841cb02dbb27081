using Dispatch.Orders;
using Dispatch.Queue;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace Dispatch.Tests.Queue;

/// <summary>The rules of the queue, each on a real Redis.</summary>
public abstract partial class DispatchQueueTests(Func<Task<(string Connection, IAsyncDisposable Server)>> startServer) : IAsyncLifetime
{
    private const string Region = "guilin";
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    private readonly ManualTime time = new(Noon);
    private readonly QueueOptions options = new();
    private IAsyncDisposable server = null!;
    private RedisStore redis = null!;
    private DispatchQueue queue = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (var connection, server) = await startServer();
        redis = new RedisStore(new RedisOptions { Connection = connection, Deadline = TimeSpan.FromSeconds(20) }, NullLogger<RedisStore>.Instance);
        await redis.OpenAsync(Cancellation);
        queue = new DispatchQueue(redis, options, time);
    }

    public async ValueTask DisposeAsync()
    {
        await redis.DisposeAsync();
        await server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Emergencies_pass_everything_and_within_a_lane_the_earliest_due_is_first()
    {
        await PutAsync(
            Errand("order/scheduled", Lane.Scheduled),
            Errand("order/today-late", Lane.Today, Noon.AddHours(3)),
            Errand("order/today-soon", Lane.Today, Noon.AddHours(1)),
            Errand("order/urgent", Lane.Urgent),
            Errand("alarm/1", Lane.Emergency, Noon.AddHours(9)));

        Assert.Equal(["alarm/1", "order/urgent", "order/today-soon", "order/today-late", "order/scheduled"], Ids(await ClaimAsync(5)));
    }

    [Fact]
    public async Task An_errand_comes_back_whole()
    {
        var errand = new Errand("sms/1", Lane.Today, Noon.AddMinutes(5), null, "一|二|三");
        await PutAsync(errand);

        Assert.Equal(errand, Assert.Single(await ClaimAsync()).Errand);
    }

    [Fact]
    public async Task A_claimed_errand_is_nobody_elses_until_its_lease_runs_out()
    {
        await PutAsync(Errand("order/1"));
        var first = Assert.Single(await ClaimAsync());
        Assert.Empty(await ClaimAsync());

        time.Advance(options.Lease);
        var second = Assert.Single(await ClaimAsync());

        Assert.Equal("order/1", second.Errand.Id);
        Assert.True(second.Token > first.Token);
    }

    [Fact]
    public async Task A_heartbeat_keeps_the_lease()
    {
        await PutAsync(Errand("order/1"));
        var claim = Assert.Single(await ClaimAsync());

        time.Advance(options.Lease * 0.9);
        Assert.Equal([true], await queue.HoldAsync(Region, [claim], Cancellation));
        time.Advance(options.Lease * 0.9);

        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task A_worker_that_was_paused_can_neither_hold_nor_complete_what_another_has()
    {
        await PutAsync(Errand("order/1"));
        var paused = Assert.Single(await ClaimAsync());
        time.Advance(options.Lease);
        var current = Assert.Single(await ClaimAsync());

        Assert.Equal([false, true], await queue.HoldAsync(Region, [paused, current], Cancellation));
        Assert.Equal(0, await CompleteAsync(paused));
        Assert.Equal(1, await CompleteAsync(current));
    }

    [Fact]
    public async Task An_emergency_of_a_dead_worker_returns_sooner_than_others()
    {
        await PutAsync(Errand("alarm/1", Lane.Emergency), Errand("order/1"));
        await ClaimAsync(2);

        time.Advance(options.EmergencyLease);

        Assert.Equal(["alarm/1"], Ids(await ClaimAsync(2)));
    }

    [Fact]
    public async Task The_same_errand_put_twice_is_one()
    {
        Assert.Equal(1, await PutAsync(Errand("order/1")));
        Assert.Equal(0, await PutAsync(Errand("order/1")));

        Assert.Single(await ClaimAsync(5));
    }

    [Fact]
    public async Task An_errand_for_later_waits_for_its_time()
    {
        await PutAsync(Errand("order/1") with { NotBefore = Noon.AddMinutes(3) });
        time.Advance(TimeSpan.FromMinutes(2.9));
        Assert.Empty(await ClaimAsync());

        time.Advance(TimeSpan.FromMinutes(0.1));

        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task Putting_again_hastens_but_never_delays()
    {
        await PutAsync(Errand("order/1") with { NotBefore = Noon.AddMinutes(3) });
        await PutAsync(Errand("order/1") with { NotBefore = Noon.AddMinutes(9) });
        time.Advance(TimeSpan.FromMinutes(3));
        Assert.Single(await ClaimAsync());

        await PutAsync(Errand("order/2") with { NotBefore = Noon.AddMinutes(30) });
        await PutAsync(Errand("order/2"));
        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task What_is_ready_stays_ready_when_it_is_put_for_later()
    {
        await PutAsync(Errand("order/1"));
        await PutAsync(Errand("order/1") with { NotBefore = Noon.AddMinutes(9) });

        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task News_that_comes_while_somebody_attends_to_an_errand_is_attended_to_afterwards()
    {
        await PutAsync(Errand("order/1"));
        var claim = Assert.Single(await ClaimAsync());
        await PutAsync(Errand("order/1"));
        Assert.Empty(await ClaimAsync());

        await CompleteAsync(claim, Noon.AddHours(1));

        Assert.Equal("order/1", Assert.Single(await ClaimAsync()).Errand.Id);
    }

    [Fact]
    public async Task An_errand_put_again_in_a_higher_lane_moves_there()
    {
        await PutAsync(Errand("order/1", Lane.Scheduled), Errand("order/2", Lane.Today));
        await PutAsync(Errand("order/1", Lane.Urgent));

        Assert.Equal(["order/1", "order/2"], Ids(await ClaimAsync(5)));
    }

    [Fact]
    public async Task A_completed_errand_is_gone_and_one_wanted_later_comes_back_then()
    {
        await PutAsync(Errand("order/1"), Errand("order/2"));
        var claims = await ClaimAsync(2);
        await CompleteAsync(claims[0]);
        await CompleteAsync(claims[1], Noon.AddMinutes(5));
        Assert.Equal(new QueueCounts(0, 0, 0, 0, 1, 0), await queue.CountAsync(Region, Cancellation));

        time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(["order/2"], Ids(await ClaimAsync(5)));
    }

    [Fact]
    public async Task What_a_worker_leaves_with_an_errand_is_kept_unless_somebody_brought_news()
    {
        await PutAsync(Errand("order/1"), Errand("order/2"));
        var claims = await ClaimAsync(2);
        await PutAsync(Errand("order/2") with { Payload = "news" });
        await CompleteAsync(claims[0], Noon.AddMinutes(5), "seen");
        await CompleteAsync(claims[1], Noon.AddMinutes(5), "seen");

        Assert.Equal(["seen", "news", null], await queue.PayloadsAsync(Region, ["order/1", "order/2", "order/3"], Cancellation));
    }

    [Fact]
    public async Task The_lowest_lane_advances_however_much_is_urgent()
    {
        await PutAsync(Errand("order/patient", Lane.Scheduled));
        for (var i = 0; i < options.LowestEvery; i++)
        {
            await PutAsync(Errand($"order/urgent-{i}", Lane.Urgent));
            var claim = Assert.Single(await ClaimAsync());
            await CompleteAsync(claim);
            if (claim.Errand.Id == "order/patient")
            {
                return;
            }
        }

        Assert.Fail("the scheduled order never had its turn");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(20)]
    public async Task The_lowest_lane_has_its_share_however_many_are_claimed_at_once(int most)
    {
        await PutAsync([.. Enumerable.Range(0, 200).SelectMany(i => new[] { Errand($"order/urgent-{i}", Lane.Urgent), Errand($"order/patient-{i}", Lane.Scheduled) })]);

        var claimed = new List<Claim>();
        while (claimed.Count < 80)
        {
            claimed.AddRange(await ClaimAsync(most));
        }

        Assert.Equal(claimed.Count / options.LowestEvery, claimed.Count(claim => claim.Errand.Lane is Lane.Scheduled));
    }

    [Fact]
    public async Task A_worker_reserved_for_emergencies_takes_nothing_else()
    {
        await PutAsync(Errand("order/1", Lane.Urgent));
        Assert.Empty(await queue.ClaimAsync(Region, 5, Lane.Emergency, Lane.Emergency, Cancellation));

        await PutAsync(Errand("alarm/1", Lane.Emergency));
        Assert.Single(await queue.ClaimAsync(Region, 5, Lane.Emergency, Lane.Emergency, Cancellation));
    }

    [Fact]
    public async Task Regions_do_not_see_each_other()
    {
        await PutAsync(Errand("order/1"));

        Assert.Empty(await queue.ClaimAsync("suzhou", 5, Lane.Emergency, Lane.Scheduled, Cancellation));
    }

    [Fact]
    public async Task Many_workers_claim_each_errand_once()
    {
        await PutAsync([.. Enumerable.Range(0, 500).Select(i => Errand($"order/{i}"))]);

        var claimed = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            var mine = new List<string>();
            while (await ClaimAsync(7) is { Count: > 0 } claims)
            {
                mine.AddRange(Ids(claims));
            }

            return mine;
        }));

        var all = claimed.SelectMany(mine => mine).ToList();
        Assert.Equal(500, all.Count);
        Assert.Equal(500, all.Distinct().Count());
    }

    [Fact]
    public async Task The_bell_rings_when_work_is_put()
    {
        // A region of its own: in a cluster the bell of the test before may still be on its way from node to node.
        const string Quiet = "quiet";
        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await queue.ListenAsync(Quiet, word => heard.TrySetResult(word), Cancellation);

        // The first rings may come before the server has noted the listener: that is what the slow poll is for.
        for (var i = 0; i < 100 && !heard.Task.IsCompleted; i++)
        {
            await queue.PutAsync(Quiet, [Errand($"alarm/{i}", Lane.Emergency)], Cancellation);
            await Task.WhenAny(heard.Task, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System));
        }

        Assert.Equal(DispatchQueue.Emergency, await heard.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
    }

    private static Errand Errand(string id, Lane lane = Lane.Today, DateTimeOffset? due = null) => new(id, lane, due ?? Noon);

    private static IEnumerable<string> Ids(IEnumerable<Claim> claims) => claims.Select(claim => claim.Errand.Id);

    private Task<int> PutAsync(params Errand[] errands) => queue.PutAsync(Region, errands, Cancellation);

    private Task<IReadOnlyList<Claim>> ClaimAsync(int most = 1) =>
        queue.ClaimAsync(Region, most, Lane.Emergency, Lane.Scheduled, Cancellation);

    private Task<int> CompleteAsync(Claim claim, DateTimeOffset? wantedAt = null, string payload = "") =>
        queue.CompleteAsync(Region, [(claim, new Completion(wantedAt, payload))], Cancellation);
}
