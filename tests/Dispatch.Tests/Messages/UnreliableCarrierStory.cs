using System.Collections.Concurrent;
using Dispatch.Ledger;
using Dispatch.Messages;
using Dispatch.Orders;
using Dispatch.Queue;
using Testing;

namespace Dispatch.Tests.Messages;

/// <summary>A carrier that refuses, loses, delays, repeats itself and reports in any order: every order still comes to an end that somebody knows of.</summary>
public sealed class UnreliableCarrierStory
{
    private const int Orders = 40;

    /// <summary>Each moves the clock by 20 seconds: more than two days.</summary>
    private const int MostLooks = 1_000;

    private static readonly SmsState[] Fates = [SmsState.Queued, SmsState.Sent, SmsState.Delivered, SmsState.Delivered, SmsState.Undelivered, SmsState.Unreachable];
    private static readonly CallEnding[] Endings = [CallEnding.Answered, CallEnding.Busy, CallEnding.NoAnswer, CallEnding.Failed, CallEnding.Unreachable];

    private readonly ConcurrentBag<Task> deeds = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_order_is_somebodys_and_its_elder_knows_or_an_operator_does(int seed)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var redis = await RedisServer.StartAsync();
        await using var desk = await DeskUnderTest.StartAsync(redis.Connection);
        var chance = new Chance(seed);
        desk.Carrier.Answers = _ => chance.Of(20) ? SmsOutcome.TryLater : chance.Of(5) ? SmsOutcome.Unreachable : chance.Of(5) ? throw new HttpRequestException("away") : null;
        desk.Carrier.EarlyReports = _ => chance.Of(40) ? [.. Enumerable.Range(0, 3).Select(_ => chance.Any(Fates))] : [];
        desk.Carrier.WhenTaken = sms => deeds.Add(Task.Run(() => FollowAsync(desk, chance, sms), cancellation));
        desk.Carrier.WhenRinging = call => deeds.Add(Task.Run(() => PickUpAsync(chance, call), cancellation));

        var placed = new List<Order>();
        for (var i = 0; i < Orders; i++)
        {
            placed.Add(await desk.AcceptAsync(Terms(i)));
        }

        foreach (var order in placed)
        {
            for (var looks = 0; !await IsSettledAsync(desk, order.Number); looks++)
            {
                Assert.True(looks < MostLooks, await StoryAsync(desk, order.Number));
                await RestAsync(desk);
                desk.Time.Advance(TimeSpan.FromSeconds(20));
            }
        }

        await Task.WhenAll(deeds);
        foreach (var order in placed)
        {
            var ended = await desk.FindAsync(order.Number);
            var owners = Enumerable.Range(2001, 3).Where(phone => desk.Carrier.Phone($"1990000{phone}").Inbox.Any(sms => sms.Text.Contains($"{order.Number}归您", StringComparison.Ordinal)));
            Assert.True(owners.Count() <= (ended.VendorId is null ? 0 : 1), $"{order.Number} was given to several vendors");
        }
    }

    /// <summary>Waits until nobody does anything: a clock that jumps ahead of work would make every lease and deadline run out.</summary>
    private async Task RestAsync(DeskUnderTest desk)
    {
        QueueCounts counts;
        do
        {
            await Task.WhenAll(deeds);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            counts = await desk.Get<DispatchQueue>().CountAsync("guilin", TestContext.Current.CancellationToken);
        }
        while (counts is not { Leased: 0, Emergency: 0, Urgent: 0, Today: 0, Scheduled: 0 });
    }

    /// <summary>With a vendor, and the elder told so; or in an operator's hands.</summary>
    private static async Task<bool> IsSettledAsync(DeskUnderTest desk, string number)
    {
        var order = await desk.FindAsync(number);
        if (order.Escalation is not null || order.State is not OrderState.Taken)
        {
            return order.Escalation is not null;
        }

        var offer = order.Offers.Last(each => each.Ending is OfferEnding.Taken);
        var standing = await desk.Get<MessageLog>().StandingAsync("guilin", $"taken-elder/{number}/{offer.Id}", TestContext.Current.CancellationToken);
        return standing.IsTold;
    }

    /// <summary>For people: how it came that an order is nobody's, or its elder does not know.</summary>
    private static async Task<string> StoryAsync(DeskUnderTest desk, string number)
    {
        var events = await desk.Get<EventLedger>().EventsSinceAsync("guilin", 0, 10_000, null, TestContext.Current.CancellationToken);
        var about = events.Where(each => each.Subject.Id.Contains(number, StringComparison.Ordinal)).Select(each => $"{each.At:HH:mm:ss} {each.Subject} {each.Type} {each.Payload}");
        var counts = await desk.Get<DispatchQueue>().CountAsync("guilin", TestContext.Current.CancellationToken);
        return $"{number} is not settled at {desk.Time.GetUtcNow():HH:mm:ss}, {counts}:\n{string.Join('\n', about)}";
    }

    private static async Task FollowAsync(DeskUnderTest desk, Chance chance, Sms sms)
    {
        while (chance.Of(40))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(chance.Below(100)), TimeProvider.System);
            await desk.Carrier.ReportAsync(sms, chance.Any(Fates));
        }

        var came = desk.Carrier.Phone(sms.To).Inbox.Any(each => each.Id == sms.Id);
        if (came && sms.Id.Split('/') is [_, _, _, "offer", var number, _])
        {
            await desk.Carrier.Phone(sms.To).Replies($"{number[^3..]}{(chance.Of(70) ? "接" : "不接")}");
        }
    }

    private static async Task PickUpAsync(Chance chance, FakeCall call)
    {
        do
        {
            await (chance.Of(40) ? call.PressesAsync('1') : call.EndsAsync(chance.Any(Endings)));
        }
        while (chance.Of(30));
    }

    private static OrderTerms Terms(int number) => DeskUnderTest.Terms($"r{number}") with
    {
        ElderId = null,
        ElderPhone = $"1390000{number:D4}",
        From = DeskUnderTest.Monday.AddDays(2 + (number / 10)).AddHours(3),
        Until = DeskUnderTest.Monday.AddDays(2 + (number / 10)).AddHours(5),
    };

    private sealed class Chance(int seed)
    {
        private readonly Random random = new(seed);

        public bool Of(int percent) => Below(100) < percent;

        public T Any<T>(T[] among) => among[Below(among.Length)];

        public int Below(int most)
        {
            lock (random)
            {
                return random.Next(most);
            }
        }
    }
}
