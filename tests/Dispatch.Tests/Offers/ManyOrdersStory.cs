using System.Collections.Concurrent;
using Dispatch.Orders;
using Testing;

namespace Dispatch.Tests.Offers;

/// <summary>Many orders in flight while Redis is killed, wiped and stopped: each ends with one vendor, and nobody else was told that it is theirs.</summary>
public sealed class ManyOrdersStory
{
    private const int Orders = 120;

    [Theory]
    [InlineData("always")]
    [InlineData("everysec")]
    public async Task Every_order_has_one_vendor_whatever_happens_to_redis(string appendFsync)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var redis = await RedisServer.StartAsync(appendFsync);
        await using var desk = await DeskUnderTest.StartAsync(
            redis.Connection, settings: [("Dispatch:ReconcileEvery", "00:00:01"), ("Redis:Deadline", "00:00:00.500")]);
        var answering = new ConcurrentBag<Task>();
        desk.Carrier.WhenTaken = sms =>
        {
            // A vendor says yes to every offer, each with its code.
            if (sms.Id.Split('/') is [_, _, _, "offer", var number, _])
            {
                answering.Add(Task.Run(() => AnswerAsync(desk, sms.To, number), cancellation));
            }
        };

        desk.Carrier.WhenRinging = call =>
        {
            if (call.Call.Keys == "12")
            {
                answering.Add(Task.Run(() => call.PressesAsync('1'), cancellation));
            }
        };

        var placed = new List<Order>();
        for (var i = 0; i < Orders; i++)
        {
            placed.Add(await desk.AcceptAsync(Terms(i)));
            await (i switch
            {
                30 => KillAsync(redis),
                60 => redis.WipeAsync(),
                90 => FreezeAsync(redis),
                _ => Task.CompletedTask,
            });
        }

        foreach (var order in placed)
        {
            await desk.UntilAsync(order.Number, each => each.State is OrderState.Taken);
        }

        await Task.WhenAll(answering);
        var told = desk.Carrier.SentIds.Where(id => id.Contains("/taken/", StringComparison.Ordinal)).Select(id => id.Split('/')[4]).ToList();
        Assert.Equal(told.Distinct().Count(), told.Count);
        foreach (var order in placed)
        {
            var ended = await desk.FindAsync(order.Number);
            Assert.Single(ended.Offers, offer => offer.Ending is OfferEnding.Taken);
        }
    }

    private static OrderTerms Terms(int number) => DeskUnderTest.Terms($"r{number}") with
    {
        ElderId = null,
        ElderPhone = $"1390000{number:D4}",
        From = DeskUnderTest.Monday.AddDays(1 + (number / 5)).AddHours(3),
        Until = DeskUnderTest.Monday.AddDays(1 + (number / 5)).AddHours(5),
    };

    private static async Task AnswerAsync(DeskUnderTest desk, string vendorPhone, string number)
    {
        for (var tries = 0; tries < 50; tries++)
        {
            await desk.Carrier.Phone(vendorPhone).Replies($"{number[^3..]}接");
            if ((await desk.FindAsync(number)).State is OrderState.Taken)
            {
                return;
            }
        }
    }

    private static async Task KillAsync(RedisServer redis)
    {
        await redis.KillAsync();
        await redis.StartAgainAsync();
    }

    private static async Task FreezeAsync(RedisServer redis)
    {
        await redis.FreezeAsync();
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        await redis.ThawAsync();
    }
}
