using Dispatch.Ledger;
using Dispatch.Offers;
using Dispatch.Orders;
using Dispatch.Queue;
using Microsoft.Data.Sqlite;
using Testing;

namespace Dispatch.Tests.Offers;

/// <summary>What happens to orders when this process, Redis, a carrier or the ledger fails in the middle.</summary>
public sealed class RecoveryStories : IAsyncLifetime
{
    private RedisServer redis = null!;
    private DeskUnderTest desk = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        redis = await RedisServer.StartAsync();
        desk = await DeskUnderTest.StartAsync(redis.Connection, settings: [("Dispatch:ReconcileEvery", "00:00:01")]);
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        await redis.DisposeAsync();
    }

    [Fact]
    public async Task An_order_committed_before_a_crash_is_offered_after_the_restart()
    {
        await RestartAsync(async () => await desk.Book.PlaceAsync(DeskUnderTest.Terms(), "elder", Cancellation));

        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");

        await desk.Elder.GetsSms("安排好了");
    }

    [Fact]
    public async Task An_offer_committed_before_a_crash_is_written_after_the_restart()
    {
        await RestartAsync(async () =>
        {
            var order = await PlaceAsync();
            var deadline = desk.Time.GetUtcNow() + TimeSpan.FromHours(1);
            await desk.Book.DoAsync(order.Number, new OrderCommand.Offer("desk", "1", "V2", "sms", deadline), Cancellation);
        });

        await desk.NextVendor.GetsSms("打扫卫生");
        Assert.Empty(desk.BestVendor.Inbox);
    }

    [Fact]
    public async Task A_yes_committed_before_a_crash_is_told_to_both_after_the_restart()
    {
        await RestartAsync(async () =>
        {
            var order = await PlaceAsync();
            var deadline = desk.Time.GetUtcNow() + TimeSpan.FromHours(1);
            await desk.Book.DoAsync(order.Number, new OrderCommand.Offer("desk", "1", "V2", "sms", deadline), Cancellation);
            await desk.Book.DoAsync(order.Number, new OrderCommand.Take("vendor:V2", "V2"), Cancellation);
        });

        await desk.NextVendor.GetsSms("归您");
        await desk.Elder.GetsSms("洁万家保洁上门");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancellation_committed_before_a_crash_is_told_to_whoever_was_to_come_after_the_restart_and_once(bool redisIsWiped)
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");
        await desk.BestVendor.GetsSms("归您");
        await desk.Elder.GetsSms("安排好了");
        await SettleAsync(order.Number);

        await RestartAsync(async () =>
        {
            await desk.Book.DoAsync(order.Number, new OrderCommand.Cancel("elder", "asked"), Cancellation);
            if (redisIsWiped)
            {
                await redis.WipeAsync();
            }
        });

        await desk.BestVendor.GetsSms("不用去了");
        await SettleAsync(order.Number);
        await redis.WipeAsync();
        await SettleAsync(order.Number);
        Assert.Equal(3, desk.BestVendor.Inbox.Count);

        desk.Time.Advance(AskedVendor.Kept);
        await UntilGoneAsync(order.Number);
    }

    [Fact]
    public async Task A_deadline_that_passed_while_nobody_ran_moves_on_after_the_restart()
    {
        await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生");

        await RestartAsync(() =>
        {
            desk.Time.Advance(TimeSpan.FromHours(2));
            return Task.CompletedTask;
        });

        await desk.NextVendor.GetsSms("打扫卫生");
    }

    [Fact]
    public async Task Nothing_is_told_twice_after_a_restart()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");
        await desk.BestVendor.GetsSms("归您");
        await desk.Elder.GetsSms("安排好了");

        await RestartAsync(() => Task.CompletedTask);
        await SettleAsync(order.Number);

        Assert.Equal(2, desk.BestVendor.Inbox.Count);
        Assert.Single(desk.Elder.Inbox);
    }

    [Fact]
    public async Task A_wiped_redis_is_filled_again_from_the_ledger_and_nobody_is_told_twice()
    {
        var offered = await desk.AcceptAsync(DeskUnderTest.Terms("r1"));
        await desk.BestVendor.GetsSms("打扫卫生");
        var taken = await desk.AcceptAsync(DeskUnderTest.Terms("r2", elder: "E2", service: "laundry"));
        await desk.BestVendor.GetsSms("洗衣服").Replies($"{taken.Number[^2..]}接");
        await desk.BestVendor.GetsSms("归您");
        await SettleAsync(taken.Number);
        var written = desk.BestVendor.Inbox.Count;
        var sent = new RememberingNothing(desk.Carrier);

        await redis.WipeAsync();
        await SettleAsync(offered.Number);
        await SettleAsync(taken.Number);

        Assert.Equal(written, desk.BestVendor.Inbox.Count);
        Assert.Equal(0, sent.Repeated);
        desk.Time.Advance(TimeSpan.FromHours(1));
        await desk.NextVendor.GetsSms("打扫卫生");
    }

    [Fact]
    public async Task An_order_accepted_while_redis_is_down_is_offered_when_it_is_back()
    {
        await redis.KillAsync();
        var order = await desk.AcceptAsync();
        Assert.Equal(OrderState.Accepted, order.State);

        await redis.StartAgainAsync();

        await desk.BestVendor.GetsSms("打扫卫生");
    }

    [Fact]
    public async Task A_reply_while_redis_hangs_is_still_taken()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生");
        await redis.FreezeAsync();

        await desk.BestVendor.Replies("接");
        Assert.Equal("V1", (await desk.FindAsync(order.Number)).VendorId);

        await redis.ThawAsync();
        await desk.Elder.GetsSms("安排好了");
    }

    [Fact]
    public async Task A_reply_that_a_process_died_over_is_heard_when_the_carrier_delivers_it_again()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生");
        Assert.True(await desk.Get<HeardMessages>().BeginAsync("in-1", Cancellation));

        await desk.BestVendor.Replies("接");

        Assert.Equal("V1", (await desk.FindAsync(order.Number)).VendorId);
    }

    [Fact]
    public async Task A_yes_by_phone_that_the_ledger_could_not_keep_is_asked_for_again()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("不接");
        await desk.NextVendor.GetsSms("打扫卫生").Replies("不接");
        var call = await desk.LandlineVendor.Rings("打扫卫生");
        await using (var other = new SqliteConnection($"Data Source={Path.Combine(desk.Folder, "ledger.db")}"))
        {
            await other.OpenAsync(Cancellation);
            await using (other.BeginTransaction(deferred: false))
            {
                await Assert.ThrowsAsync<LedgerUnavailableException>(() => call.PressesAsync('1'));
            }
        }

        desk.Time.Advance(TimeSpan.FromMinutes(3));
        await desk.LandlineVendor.Rings("打扫卫生").Presses('1');

        Assert.Equal("V3", (await desk.FindAsync(order.Number)).VendorId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reply_while_the_ledger_is_down_is_heard_once_it_is_back_though_the_process_dies_meanwhile(bool dies)
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生");
        await using (var other = new SqliteConnection($"Data Source={Path.Combine(desk.Folder, "ledger.db")}"))
        {
            await other.OpenAsync(Cancellation);
            await using (other.BeginTransaction(deferred: false))
            {
                await desk.BestVendor.Replies("接");
                Assert.Equal(OrderState.Offered, (await desk.FindAsync(order.Number)).State);
                if (dies)
                {
                    await desk.HaltWorkersAsync();
                }
            }
        }

        if (dies)
        {
            await RestartAsync(() => Task.CompletedTask);
        }

        await desk.BestVendor.GetsSms("归您");
        await desk.Elder.GetsSms("安排好了");
    }

    [Fact]
    public async Task A_carrier_that_is_busy_is_tried_again()
    {
        var busy = 2;
        desk.Carrier.Answers = sms => sms.Id.Contains("/offer/", StringComparison.Ordinal) && busy-- > 0 ? SmsOutcome.TryLater : null;
        await desk.AcceptAsync();

        for (var i = 0; i < 20 && desk.BestVendor.Inbox.Count == 0; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
            desk.Time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Single(desk.BestVendor.Inbox);
    }

    [Fact]
    public async Task A_mobile_that_cannot_get_sms_is_called()
    {
        desk.Carrier.Answers = sms => sms.To == desk.Elder.Number ? SmsOutcome.Unreachable : null;
        await desk.AcceptAsync();

        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");

        await desk.Elder.Rings("您要的打扫卫生安排好了");
    }

    [Fact]
    public async Task An_elder_who_does_not_pick_up_is_called_again_until_heard()
    {
        await desk.AcceptAsync(DeskUnderTest.Terms(elder: "E2"));
        var elder = desk.Carrier.Phone("07735550102");
        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");
        await (await elder.Rings("安排好了")).EndsAsync(CallEnding.NoAnswer);

        desk.Time.Advance(TimeSpan.FromMinutes(3));
        await elder.Rings("安排好了").Presses('1');
        desk.Time.Advance(TimeSpan.FromHours(3));
        await Task.Delay(TimeSpan.FromMilliseconds(700), TimeProvider.System);

        Assert.Equal(2, desk.Carrier.Calls.Count(call => call.Call.To == elder.Number));
    }

    [Fact]
    public async Task Comparing_twice_puts_nothing_twice()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生");
        await SettleAsync(order.Number);
        var reconciler = new Reconciler(desk.Book, desk.Get<DispatchQueue>(), desk.Get<SeriesKeeper>(), desk.Get<DispatchOptions>(), desk.Time, Microsoft.Extensions.Logging.Abstractions.NullLogger<Reconciler>.Instance);

        Assert.Equal(0, await reconciler.ReconcileAsync("guilin", Cancellation));
        await redis.WipeAsync();
        await reconciler.ReconcileAsync("guilin", Cancellation);
        await SettleAsync(order.Number);
        Assert.Equal(0, await reconciler.ReconcileAsync("guilin", Cancellation));
        reconciler.Dispose();
    }

    [Fact]
    public async Task Every_message_that_went_out_is_on_the_ledgers_record()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");
        await desk.BestVendor.GetsSms("归您");
        await desk.Elder.GetsSms("安排好了");
        await SettleAsync(order.Number);

        var recorded = await desk.Get<EventLedger>().EventsSinceAsync("guilin", 0, 100, "message", Cancellation);

        Assert.Equal(desk.Carrier.SentIds.Order(), recorded.Select(each => $"tell/guilin/0/{each.Subject.Id}").Order());
    }

    /// <summary>Stops everything, does something that the dead process had just done, and starts again on the same ledger and Redis.</summary>
    private async Task RestartAsync(Func<Task> lastDeed)
    {
        var (folder, time, carrier) = (desk.Folder, desk.Time, desk.Carrier);
        await desk.HaltWorkersAsync();
        await lastDeed();
        await desk.StopAsync();
        desk = await DeskUnderTest.StartAsync(redis.Connection, folder, time, carrier, ("Dispatch:ReconcileEvery", "00:00:01"));
    }

    private async Task<Order> PlaceAsync() =>
        Assert.IsType<PlaceOutcome.Placed>(await desk.Book.PlaceAsync(DeskUnderTest.Terms(), "elder", Cancellation)).Order;

    /// <summary>Waits until the queue has attended to an order as it stands, and nothing waits to be told.</summary>
    private async Task SettleAsync(string number)
    {
        var queue = desk.Get<DispatchQueue>();
        for (var tries = 0; tries < 400; tries++)
        {
            var version = $"{(await desk.FindAsync(number)).Version}";
            var seen = await queue.PayloadsAsync("guilin", [$"{OrderDispatcher.Name}/{number}"], Cancellation);
            var counts = await queue.CountAsync("guilin", Cancellation);
            if (seen[0] == version && counts is { Leased: 0, Urgent: 0, Today: 0, Scheduled: 0, Emergency: 0 })
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System);
        }

        Assert.Fail($"{number} is never settled");
    }

    /// <summary>Waits until nothing more is to be done about an order.</summary>
    private async Task UntilGoneAsync(string number)
    {
        for (var tries = 0; tries < 400; tries++)
        {
            if ((await desk.Get<DispatchQueue>().PayloadsAsync("guilin", [$"{OrderDispatcher.Name}/{number}"], Cancellation))[0] is null)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System);
        }

        Assert.Fail($"{number} stays on the queue");
    }

    /// <summary>Counts messages that the desk sends although it sent them before; a carrier without a memory would deliver them twice.</summary>
    private sealed class RememberingNothing
    {
        private readonly HashSet<string> seen;

        public RememberingNothing(FakeCarrier carrier)
        {
            seen = [.. carrier.SentIds];
            carrier.Answers = sms =>
            {
                Repeated += seen.Contains(sms.Id) ? 1 : 0;
                return null;
            };
        }

        public int Repeated { get; private set; }
    }
}
