using System.Globalization;
using Dispatch.Ledger;
using Dispatch.Orders;
using Dispatch.Tests.Orders;
using Testing;

namespace Dispatch.Tests.Faults;

/// <summary>Lives through a row of steps on a desk over a real Redis and a ledger file, and tells what must hold at the end.</summary>
internal sealed class Life : IAsyncDisposable
{
    private static readonly string[] Vendors = ["19900002001", "19900002002", "07735559003"];

    /// <summary>More rounds than any order needs to find a vendor or an operator.</summary>
    private const int MostRounds = 8;

    private readonly RedisServer redis;
    private readonly string ledger;
    private readonly ManualTime time = new(DeskUnderTest.Monday);
    private readonly FakeCarrier carrier = new();
    private readonly List<string> numbers = [];
    private readonly List<IncomingSms> underWay = [];
    private readonly List<IncomingSms> delivered = [];
    private readonly List<Sms> sent = [];
    private readonly List<FakeCall> calls = [];
    private OrderTerms? lastWish;
    private int requests;
    private int replies;
    private DeskByHand desk = null!;

    private Life(RedisServer redis, string ledger)
    {
        this.redis = redis;
        this.ledger = ledger;
        carrier.WhenTaken = sent.Add;
        carrier.WhenRinging = calls.Add;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="ledger">File with the register and no order.</param>
    public static async Task<Life> BeginAsync(RedisServer redis, string ledger)
    {
        await redis.WipeAsync();
        var life = new Life(redis, ledger);
        await life.StartDeskAsync();
        return life;
    }

    public async Task LiveAsync(Step step)
    {
        switch (step)
        {
            case Step.Orders(var elder, var day):
                await OrderAsync(Wish($"r{++requests}", elder, day));
                break;
            case Step.OrdersAgain when lastWish is not null:
                await OrderAsync(lastWish);
                break;
            case Step.Writes(var vendor, var words, var withCode, var late):
                await WriteAsync(vendor, words, withCode, late);
                break;
            case Step.Arrives(var which) when underWay.Count > 0:
                var next = underWay[which % underWay.Count];
                underWay.Remove(next);
                await DeliverAsync(next);
                break;
            case Step.ArrivesAgain(var which) when delivered.Count > 0:
                await DeliverAsync(delivered[which % delivered.Count]);
                break;
            case Step.Presses(var key, var which) when calls.Count > 0:
                await calls[which % calls.Count].PressesAsync(key);
                break;
            case Step.Cancels(var which) when numbers.Count > 0:
                await desk.Desk.DoAsync(numbers[which % numbers.Count], new OrderCommand.Cancel("elder", "not needed"), Cancellation);
                break;
            case Step.Changes(var which, var hours, var keeps) when numbers.Count > 0:
                var from = time.GetUtcNow().AddHours(hours);
                await desk.Desk.ChangeAsync(numbers[which % numbers.Count], "elder", from, from.AddHours(2), keeps, Cancellation);
                break;
            case Step.OperatorGives(var which, var vendor) when numbers.Count > 0:
                await desk.Desk.DoAsync(numbers[which % numbers.Count], new OrderCommand.Assign("operator:O1", $"given-{++replies}", $"V{vendor}"), Cancellation);
                break;
            case Step.OperatorLetsGoOn(var which) when numbers.Count > 0:
                await desk.Desk.DoAsync(numbers[which % numbers.Count], new OrderCommand.Resume("operator:O1"), Cancellation);
                break;
            case Step.Passes(var minutes):
                await PassAsync(TimeSpan.FromMinutes(minutes));
                break;
            case Step.DiesAtWork:
                await desk.BeginWorkAsync();
                await RestartAsync();
                break;
            case Step.Dies:
                await RestartAsync();
                break;
            case Step.RedisIsWiped:
                await redis.WipeAsync();
                break;
        }
    }

    /// <summary>The trouble is over: the desk runs, and every vendor who is asked says yes.</summary>
    public async Task SettleAsync()
    {
        await RestartAsync();
        for (var round = 0; round < MostRounds; round++)
        {
            await desk.ReconcileAsync();
            await PassAsync(TimeSpan.FromMinutes(100));
            foreach (var order in await AllAsync())
            {
                if (order.OpenOffer is { } offer)
                {
                    await desk.Desk.DoAsync(order.Number, new OrderCommand.Take($"vendor:{offer.VendorId}", offer.VendorId), Cancellation);
                }
            }
        }
    }

    public async Task AssertAllIsWellAsync()
    {
        foreach (var order in await AllAsync())
        {
            Assert.False(order.State is OrderState.Accepted or OrderState.Offered or OrderState.Returned, $"{order.Number} was forgotten: {order.State}");
            var events = await desk.Ledger.EventsOfAsync(DeskByHand.Region, new Subject(OrderJson.Kind, order.Number), Cancellation);
            AssertLived(order, [.. events.Select(OrderJson.Read)]);
        }

        Assert.All(await desk.Get<ChainAudit>().RunAsync([], Cancellation), report => Assert.Empty(report.Faults));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    private void AssertLived(Order order, IReadOnlyList<OrderEvent> events)
    {
        var before = Order.Fold(events.Take(1));
        foreach (var happened in events.Skip(1))
        {
            var after = Order.Apply(before, happened);
            LegalState.Assert(before, after);
            before = after;
        }

        Assert.Equal(OrderJson.Write(before), OrderJson.Write(order));
        var had = events.Select(HolderAfter).OfType<string>().Select(PhoneOf).ToHashSet();
        var told = sent.Where(sms => sms.Text.Contains($"{order.Number}归您", StringComparison.Ordinal)).Select(sms => sms.To)
            .Concat(calls.Where(call => call.Call.Id.Contains($"/taken/{order.Number}/", StringComparison.Ordinal)).Select(call => call.Call.To));
        Assert.Subset(had, told.ToHashSet());
        if (order.State is OrderState.Taken)
        {
            Assert.True(WasTold(order), $"{order.VendorId} was never told of {order.Number}");
        }
    }

    /// <summary>That it is theirs, or, where it was moved since, the new time.</summary>
    private bool WasTold(Order order) =>
        sent.Exists(sms => sms.To == PhoneOf(order.VendorId!) && IsOfHolder(sms.Id, order.Number)) ||
        calls.Exists(call => call.Call.To == PhoneOf(order.VendorId!) && IsOfHolder(call.Call.Id, order.Number));

    private static bool IsOfHolder(string id, string number) => id.Contains($"/taken/{number}/", StringComparison.Ordinal);

    private static string? HolderAfter(OrderEvent happened) => happened switch
    {
        OrderEvent.Taken taken => taken.VendorId,
        OrderEvent.Assigned assigned => assigned.VendorId,
        _ => null,
    };

    private static string PhoneOf(string vendorId) => Vendors[vendorId[1] - '1'];

    private static OrderTerms Wish(string request, int elder, int day)
    {
        var terms = DeskUnderTest.Terms(request, $"E{elder}", from: DeskUnderTest.Monday.AddDays(day).AddHours(4));
        return elder < 3 ? terms : terms with { ElderId = null, ElderPhone = "13900000003" };
    }

    private async Task OrderAsync(OrderTerms wish)
    {
        lastWish = wish;
        switch (await desk.Desk.AcceptAsync(wish, "elder", Cancellation))
        {
            case PlaceOutcome.Placed { Order: var placed }:
                if (!numbers.Contains(placed.Number))
                {
                    numbers.Add(placed.Number);
                }

                break;
            case PlaceOutcome.Merged { Order: var merged }:
                Assert.Contains(merged.Number, numbers);
                break;
            case PlaceOutcome.Refused { Reason: "window-past" }:
                break;
            case var strange:
                Assert.Fail($"the wish was {strange}");
                break;
        }
    }

    private async Task WriteAsync(int vendor, string words, bool withCode, bool late)
    {
        var orders = await AllAsync();
        var about = orders.LastOrDefault(order => order.Offers.Any(offer => offer.VendorId == $"V{vendor}"));
        var message = new IncomingSms(
            string.Create(CultureInfo.InvariantCulture, $"in-{++replies}"), Vendors[vendor - 1], (withCode && about is not null ? about.Number[^3..] : "") + words);
        if (late)
        {
            underWay.Add(message);
        }
        else
        {
            await DeliverAsync(message);
        }
    }

    private async Task DeliverAsync(IncomingSms message)
    {
        await desk.Desk.HearSmsAsync(message, Cancellation);
        delivered.Add(message);
    }

    /// <summary>Leases that a dead desk left run out on the way, and what waits has its turn.</summary>
    private async Task PassAsync(TimeSpan span)
    {
        time.Advance(TimeSpan.FromSeconds(5));
        await desk.WorkAsync();
        time.Advance(span);
        await desk.WorkAsync();
    }

    private async Task<IReadOnlyList<Order>> AllAsync() =>
        [.. await Task.WhenAll(numbers.Select(desk.FindAsync))];

    private async Task RestartAsync()
    {
        await desk.DisposeAsync();
        await StartDeskAsync();
    }

    private async Task StartDeskAsync() => desk = await DeskByHand.StartAsync(redis.Connection, ledger, time, carrier);
}
