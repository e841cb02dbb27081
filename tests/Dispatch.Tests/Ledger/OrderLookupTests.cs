using Dispatch.Ledger;
using Dispatch.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Testing;

namespace Dispatch.Tests.Ledger;

/// <summary>What the desk looks orders up by: the vendor who was asked, the series, what is open.</summary>
public sealed class OrderLookupTests(Databases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task A_vendors_orders_are_found_from_the_first_offer_until_two_days_after_their_end(string kind)
    {
        var time = new ManualTime(Samples.Now);
        await using var house = new TestLedger(await databases.CreateAsync(kind), time);
        var offered = await PlaceAsync(house, "E001");
        var assigned = await PlaceAsync(house, "E002");
        await PlaceAsync(house, "E003");
        await OfferAsync(house, offered, "1", "V1");
        await house.Orders.DoAsync(offered, new OrderCommand.Decline("vendor:V1", "V1"), Cancellation);
        await OfferAsync(house, offered, "2", "V2");
        await house.Orders.DoAsync(assigned, new OrderCommand.Assign("operator:O1", "a1", "V1"), Cancellation);

        Assert.Equal([offered, assigned], await AskedOfAsync(house, "V1"));
        Assert.Equal([offered], await AskedOfAsync(house, "V2"));

        await house.Orders.DoAsync(offered, new OrderCommand.Cancel("elder", "asked"), Cancellation);
        Assert.Equal([offered, assigned], await AskedOfAsync(house, "V1"));

        time.Advance(AskedVendor.Kept + TimeSpan.FromMinutes(1));
        await house.Orders.DoAsync(assigned, new OrderCommand.Cancel("elder", "asked"), Cancellation);
        Assert.Equal([assigned], await AskedOfAsync(house, "V1"));
        Assert.Empty(await AskedOfAsync(house, "V2"));
        await house.Get<ViewRebuild>().RunAsync(Cancellation);
        Assert.Equal([assigned], await AskedOfAsync(house, "V1"));
    }

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task What_elders_said_of_a_vendor_is_counted_within_the_span_and_by_a_rebuild_too(string kind)
    {
        await using var house = new TestLedger(await databases.CreateAsync(kind), new ManualTime(Samples.Now));
        await VisitAsync(house, "E001", "V1", 1);
        await VisitAsync(house, "E002", "V1", 4);
        await VisitAsync(house, "E003", "V2", 5);
        await VisitAsync(house, "E004", "V3", null);

        await AssertRatingsAsync(house);
        Assert.Empty(await house.Orders.VendorRatingsAsync("guilin", Samples.Now.AddDays(1), Cancellation));
        Assert.Empty(await house.Orders.VendorRatingsAsync("suzhou", Samples.Now, Cancellation));

        await using (var context = house.Database.Open())
        {
            await context.Orders.ExecuteUpdateAsync(row => row.SetProperty(order => order.Rating, (int?)null), Cancellation);
        }

        await house.Get<ViewRebuild>().RunAsync(Cancellation);
        await AssertRatingsAsync(house);
    }

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task What_is_open_is_found_without_reading_what_was_agreed(string kind)
    {
        await using var house = new TestLedger(await databases.CreateAsync(kind), new ManualTime(Samples.Now));
        var open = await PlaceAsync(house, "E001");
        var ended = await PlaceAsync(house, "E002");
        await house.Orders.DoAsync(ended, new OrderCommand.Cancel("elder", "asked"), Cancellation);

        Assert.Equal([new OpenOrder(open, Lane.Today, Samples.Now.AddHours(5), 1)], await house.Orders.OpenAsync("guilin", Cancellation));
        Assert.Empty(await house.Orders.OpenAsync("suzhou", Cancellation));
    }

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task Visits_of_a_series_are_found_while_nobody_has_come(string kind)
    {
        await using var house = new TestLedger(await databases.CreateAsync(kind), new ManualTime(Samples.Now));
        var visit = await PlaceAsync(house, "E001", "FREQ=DAILY");
        var begun = await PlaceAsync(house, "E002", "FREQ=DAILY");
        await PlaceAsync(house, "E003");
        await house.Orders.DoAsync(begun, new OrderCommand.Assign("operator:O1", "a1", "V1"), Cancellation);
        await house.Orders.DoAsync(begun, new OrderCommand.Arrive("vendor:V1", "V1"), Cancellation);

        Assert.Equal([(visit, "E001")], await house.Orders.VisitsToComeAsync("guilin", Samples.Now, Cancellation));
        Assert.Empty(await house.Orders.VisitsToComeAsync("guilin", Samples.Now.AddHours(6), Cancellation));
    }

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task Lookups_are_filled_for_orders_that_were_there_before_them_and_by_a_rebuild(string kind)
    {
        await using var house = new TestLedger(await databases.CreateAsync(kind), new ManualTime(Samples.Now));
        var number = await PlaceAsync(house, "E001", "FREQ=DAILY");
        await OfferAsync(house, number, "1", "V1");
        await VisitAsync(house, "E002", "V2", 3);
        await using (var context = house.Database.Open())
        {
            var migrations = context.GetService<IMigrator>();
            await migrations.MigrateAsync("Begin", Cancellation);
            await migrations.MigrateAsync(null, Cancellation);
        }

        Assert.Equal([number], await AskedOfAsync(house, "V1"));
        Assert.Equal([(number, "E001")], await house.Orders.VisitsToComeAsync("guilin", Samples.Now, Cancellation));
        Assert.Equal(new Ratings(1, 3), (await house.Orders.VendorRatingsAsync("guilin", Samples.Now, Cancellation))["V2"]);

        await using (var context = house.Database.Open())
        {
            await context.AskedVendors.ExecuteDeleteAsync(Cancellation);
        }

        await house.Get<ViewRebuild>().RunAsync(Cancellation);
        Assert.Equal([number], await AskedOfAsync(house, "V1"));
    }

    private static async Task AssertRatingsAsync(TestLedger house)
    {
        var ratings = await house.Orders.VendorRatingsAsync("guilin", Samples.Now, Cancellation);
        Assert.Equal([("V1", new Ratings(2, 5)), ("V2", new Ratings(1, 5))], ratings.Select(entry => (entry.Key, entry.Value)).OrderBy(entry => entry.Key));
    }

    /// <param name="rating">Null where the elder was not reached.</param>
    private static async Task VisitAsync(TestLedger house, string elder, string vendor, int? rating)
    {
        var number = await PlaceAsync(house, elder);
        OrderCommand judged = rating is { } stars ? new OrderCommand.Judge("elder", new Review(stars)) : new OrderCommand.Close("desk", "not-reached");
        OrderCommand[] way = [new OrderCommand.Assign("operator:O1", "a1", vendor), new OrderCommand.Finish($"vendor:{vendor}", vendor), judged];
        foreach (var command in way)
        {
            Assert.IsType<OrderOutcome.Happened>(await house.Orders.DoAsync(number, command, Cancellation));
        }
    }

    private static async Task<string> PlaceAsync(TestLedger house, string elder, string? recurrence = null) =>
        Assert.IsType<PlaceOutcome.Placed>(
            await house.Orders.PlaceAsync(Samples.Terms(elder, elder) with { Recurrence = recurrence }, "elder", Cancellation)).Order.Number;

    private static async Task OfferAsync(TestLedger house, string number, string offer, string vendor) =>
        Assert.IsType<OrderOutcome.Happened>(
            await house.Orders.DoAsync(number, new OrderCommand.Offer("desk", offer, vendor, "sms", Samples.Now.AddHours(1)), Cancellation));

    private static async Task<IEnumerable<string>> AskedOfAsync(TestLedger house, string vendor) =>
        (await house.Orders.OrdersAskedOfAsync(vendor, Cancellation)).Select(order => order.Number);
}
