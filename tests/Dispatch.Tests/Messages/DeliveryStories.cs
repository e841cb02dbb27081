using System.Globalization;
using Dispatch.Ledger;
using Dispatch.Orders;
using Testing;

namespace Dispatch.Tests.Messages;

/// <summary>What happens when a carrier takes a message and loses it, as the phones of the town see it and as the ledger proves it.</summary>
public sealed class DeliveryStories : IAsyncLifetime
{
    private RedisServer redis = null!;
    private DeskUnderTest desk = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
    public async Task A_delivered_message_is_proven_by_the_ledger()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生");
        var sms = desk.BestVendor.Inbox[0];

        await desk.Carrier.ReportAsync(sms, SmsState.Sent);
        await desk.Carrier.ReportAsync(sms, SmsState.Delivered);
        await desk.Carrier.ReportAsync(sms, SmsState.Delivered);

        await RecordShowsAsync($"offer/{order.Number}/1", "message.delivered", "message.sent");
    }

    [Fact]
    public async Task A_message_lost_for_now_is_sent_again_as_another_message()
    {
        desk.Carrier.EarlyReports = sms => sms.Id.StartsWith("tell/guilin/0/offer/", StringComparison.Ordinal) ? [SmsState.Undelivered] : [];
        var order = await desk.AcceptAsync();
        await RecordShowsAsync($"offer/{order.Number}/1", "message.lost", "message.sent");
        Assert.Empty(desk.BestVendor.Inbox);

        desk.Time.Advance(TimeSpan.FromSeconds(10));

        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");
        await desk.UntilAsync(order.Number, each => each.VendorId == "V1");
    }

    [Fact]
    public async Task A_loss_that_is_reported_after_the_carriers_answer_is_made_good_too()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生");
        await RecordShowsAsync($"offer/{order.Number}/1", "message.sent");

        await desk.Carrier.ReportAsync(desk.BestVendor.Inbox[0], SmsState.Undelivered);
        await desk.Carrier.ReportAsync(desk.BestVendor.Inbox[0], SmsState.Undelivered);
        desk.Time.Advance(TimeSpan.FromSeconds(10));

        await desk.BestVendor.GetsSms("打扫卫生");
        Assert.Equal([$"tell/guilin/0/offer/{order.Number}/1", $"tell/guilin/1/offer/{order.Number}/1"], desk.BestVendor.Inbox.Select(sms => sms.Id));
    }

    [Fact]
    public async Task A_loss_reported_after_the_delivery_changes_nothing()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生");
        await desk.Carrier.ReportAsync(desk.BestVendor.Inbox[0], SmsState.Delivered);
        await desk.Carrier.ReportAsync(desk.BestVendor.Inbox[0], SmsState.Undelivered);

        desk.Time.Advance(TimeSpan.FromMinutes(5));
        await desk.BestVendor.Replies("接");

        await desk.BestVendor.GetsSms("归您");
        Assert.Equal(1, desk.BestVendor.Inbox.Count(sms => sms.Id.EndsWith($"/offer/{order.Number}/1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_delivery_reported_after_the_loss_calls_the_next_try_off()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生");
        await desk.Carrier.ReportAsync(desk.BestVendor.Inbox[0], SmsState.Undelivered);
        await desk.Carrier.ReportAsync(desk.BestVendor.Inbox[0], SmsState.Delivered);

        desk.Time.Advance(TimeSpan.FromMinutes(5));
        await desk.BestVendor.Replies("接");

        await desk.BestVendor.GetsSms("归您");
        Assert.Equal(1, desk.BestVendor.Inbox.Count(sms => sms.Id.EndsWith($"/offer/{order.Number}/1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_vendor_whose_number_gets_no_sms_is_rung_at_once()
    {
        desk.Carrier.EarlyReports = sms => sms.To == desk.BestVendor.Number ? [SmsState.Unreachable] : [];
        var order = await desk.AcceptAsync();

        await desk.BestVendor.Rings("接单请按1").Presses('1');

        var taken = await desk.UntilAsync(order.Number, each => each.VendorId == "V1");
        Assert.Equal("sms", taken.Offers[0].Unreached);
    }

    [Fact]
    public async Task A_vendor_who_cannot_be_reached_at_all_loses_the_offer_at_once()
    {
        desk.Carrier.EarlyReports = sms => sms.To == desk.BestVendor.Number ? [SmsState.Unreachable] : [];
        var order = await desk.AcceptAsync();

        await (await desk.BestVendor.Rings("接单请按1")).EndsAsync(CallEnding.Unreachable);

        await desk.NextVendor.GetsSms("打扫卫生").Replies("接");
        var taken = await desk.UntilAsync(order.Number, each => each.VendorId == "V2");
        Assert.Equal(OfferEnding.Unreached, taken.Offers[0].Ending);
    }

    [Fact]
    public async Task An_elder_whose_text_is_lost_for_good_is_called()
    {
        desk.Carrier.EarlyReports = sms => sms.To == desk.Elder.Number ? [SmsState.Sent, SmsState.Unreachable, SmsState.Queued] : [];
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");

        await desk.Elder.Rings("您要的打扫卫生安排好了").Presses('1');

        await RecordShowsAsync($"taken-elder/{order.Number}/1", "message.heard", "message.lost", "message.sent");
    }

    [Fact]
    public async Task An_elder_who_can_be_told_by_no_means_is_told_by_an_operator()
    {
        desk.Carrier.EarlyReports = sms => sms.To == desk.Elder.Number ? [SmsState.Unreachable] : [];
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");

        await (await desk.Elder.Rings("您要的打扫卫生安排好了")).EndsAsync(CallEnding.Unreachable);

        await desk.Operator.GetsSms($"{order.Number}要人工处理（短信电话都没通知到老人）");
        var waiting = await desk.UntilAsync(order.Number, each => each.Escalation is not null);
        Assert.Equal(OrderState.Taken, waiting.State);
    }

    [Fact]
    public async Task A_vendor_who_cannot_be_told_that_the_visit_is_cancelled_is_told_by_an_operator()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");
        await desk.BestVendor.GetsSms("王秀英");
        desk.Carrier.Answers = sms => sms.To == desk.BestVendor.Number ? SmsOutcome.Unreachable : null;

        await desk.Desk.DoAsync(order.Number, new OrderCommand.Cancel("elder", "asked"), Cancellation);
        await (await desk.BestVendor.Rings("取消了，不用去了")).EndsAsync(CallEnding.Unreachable);

        await desk.Operator.GetsSms($"{order.Number}要人工处理（短信电话都没通知到师傅）");
    }

    [Fact]
    public async Task What_a_message_met_is_remembered_when_redis_is_wiped()
    {
        var order = await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("接");
        await desk.Elder.GetsSms("安排好了");
        await RecordShowsAsync($"taken-elder/{order.Number}/1", "message.sent");
        await desk.Carrier.ReportAsync(desk.Elder.Inbox[0], SmsState.Undelivered);

        await redis.WipeAsync();
        desk.Time.Advance(TimeSpan.FromMinutes(2));

        await desk.Elder.GetsSms("安排好了");
        Assert.Equal(["0", "1"], desk.Elder.Inbox.Select(sms => sms.Id.Split('/')[2]));
    }

    [Fact]
    public async Task Reports_about_messages_of_others_are_ignored()
    {
        foreach (var id in new[] { "SM123", "a/b", "tell/guilin/x/offer/G1/1", "" })
        {
            await desk.Desk.HearDeliveryAsync(new SmsReport(id, SmsState.Delivered), Cancellation);
        }

        Assert.Empty(await desk.Get<EventLedger>().EventsSinceAsync("guilin", 0, 100, "message", Cancellation));
    }

    /// <summary>Waits until the ledger has exactly these events about a message, in whatever order.</summary>
    private async Task RecordShowsAsync(string tidingId, params string[] types)
    {
        IReadOnlyList<string> recorded = [];
        for (var tries = 0; tries < 400; tries++)
        {
            var events = await desk.Get<EventLedger>().EventsOfAsync("guilin", new Subject("message", tidingId), Cancellation);
            recorded = [.. events.Select(each => each.Type).Order(StringComparer.Ordinal)];
            if (recorded.SequenceEqual(types))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, Cancellation);
        }

        Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{tidingId} has {string.Join(", ", recorded)}"));
    }
}
