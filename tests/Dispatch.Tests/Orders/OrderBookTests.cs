using Dispatch.Orders;
using Dispatch.Registry;
using Dispatch.Tests.Ledger;
using Testing;

namespace Dispatch.Tests.Orders;

public sealed class OrderBookTests(Databases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task An_order_goes_its_whole_way_and_is_found_as_it_stands(string kind)
    {
        await using var house = new TestLedger(await databases.CreateAsync(kind), new ManualTime(Samples.Now));
        var placed = Assert.IsType<PlaceOutcome.Placed>(await house.Orders.PlaceAsync(Samples.Terms("r1"), "elder", Cancellation)).Order;
        Assert.StartsWith("G261123-", placed.Number, StringComparison.Ordinal);

        OrderCommand[] way =
        [
            new OrderCommand.Offer("desk", "o1", "V01", "sms", Samples.Now.AddMinutes(5)),
            new OrderCommand.Take("vendor:V01", "V01"),
            new OrderCommand.Arrive("vendor:V01", "V01", placed.DoorstepCode),
            new OrderCommand.Finish("vendor:V01", "V01"),
            new OrderCommand.Judge("elder", new Review(5, "做得好")),
            new OrderCommand.Close("desk"),
        ];
        foreach (var command in way)
        {
            Assert.IsType<OrderOutcome.Happened>(await house.Orders.DoAsync(placed.Number, command, Cancellation));
        }

        var found = await house.Orders.FindAsync(placed.Number, Cancellation);
        Assert.Equal(OrderState.Closed, found!.State);
        Assert.Equal("做得好", found.Review!.Words);
        Assert.Equal(7, found.Version);
        Assert.Empty(await house.Orders.OpenOrdersAsync("guilin", Cancellation));
    }

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task The_same_request_sent_at_once_by_two_machines_is_one_order(string kind)
    {
        var connection = await databases.CreateAsync(kind);
        await using var one = new TestLedger(connection, new ManualTime(Samples.Now));
        await using var two = new TestLedger(connection, new ManualTime(Samples.Now));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            (i % 2 == 0 ? one : two).Orders.PlaceAsync(Samples.Terms("r1"), "elder", Cancellation)));

        var numbers = outcomes.Select(outcome => Assert.IsType<PlaceOutcome.Placed>(outcome).Order.Number).Distinct();
        Assert.Equal(Assert.Single(numbers), Assert.Single(await one.Orders.OpenOrdersAsync(null, Cancellation)).Number);
    }

    [Fact]
    public async Task A_request_sent_again_after_another_order_was_moved_to_its_hour_is_still_its_own_order()
    {
        await using var house = new TestLedger(await databases.CreateAsync(Databases.Sqlite), new ManualTime(Samples.Now));
        var later = Samples.Terms("r1") with { From = Samples.Now.AddDays(2), Until = Samples.Now.AddDays(2).AddHours(2) };
        var moved = Assert.IsType<PlaceOutcome.Placed>(await house.Orders.PlaceAsync(later, "elder", Cancellation)).Order;
        var own = Assert.IsType<PlaceOutcome.Placed>(await house.Orders.PlaceAsync(Samples.Terms("r2"), "elder", Cancellation)).Order;
        await house.Orders.ChangeAsync(moved.Number, "elder", own.Terms.From, own.Terms.Until, keepVendor: false, Cancellation);

        var again = await house.Orders.PlaceAsync(Samples.Terms("r2"), "elder", Cancellation);

        Assert.Equal(own.Number, Assert.IsType<PlaceOutcome.Placed>(again).Order.Number);
    }

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task The_same_wish_said_at_once_by_phone_and_screen_is_one_order(string kind)
    {
        var connection = await databases.CreateAsync(kind);
        await using var one = new TestLedger(connection, new ManualTime(Samples.Now));
        await using var two = new TestLedger(connection, new ManualTime(Samples.Now));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            (i % 2 == 0 ? one : two).Orders.PlaceAsync(Samples.Terms($"r{i}") with { Channel = i % 2 == 0 ? "phone" : "screen" }, "elder", Cancellation)));

        Assert.Single(outcomes.OfType<PlaceOutcome.Placed>());
        Assert.Equal(15, outcomes.OfType<PlaceOutcome.Merged>().Count());
        var order = Assert.Single(await one.Orders.OpenOrdersAsync(null, Cancellation));
        Assert.Equal(15, order.RepeatRequestIds.Distinct().Count());
    }

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task Two_orders_placed_at_the_same_moment_do_not_both_spend_the_last_voucher(string kind)
    {
        var connection = await databases.CreateAsync(kind);
        await using var one = new TestLedger(connection, new ManualTime(Samples.Now));
        await using var two = new TestLedger(connection, new ManualTime(Samples.Now));
        var elder = SubsidiesTests.Wang with { VoucherFen = 8000 };
        await RegisterAsync(one, elder);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            (i % 2 == 0 ? one : two).Orders.PlaceAsync(ByVoucher(i), "elder", Cancellation)));

        var placed = Assert.Single(outcomes.OfType<PlaceOutcome.Placed>()).Order;
        Assert.All(outcomes.Where(outcome => outcome is not PlaceOutcome.Placed), outcome => Assert.Equal(new PlaceOutcome.Refused("voucher-short"), outcome));
        Assert.Equal(0, (await one.Orders.SubsidiesLeftAsync(elder, Cancellation)).VoucherFen);

        Assert.Equal(placed.Number, Assert.IsType<PlaceOutcome.Placed>(await two.Orders.PlaceAsync(placed.Terms, "elder", Cancellation)).Order.Number);
        await one.Orders.DoAsync(placed.Number, new OrderCommand.Cancel("elder", "asked"), Cancellation);
        Assert.IsType<PlaceOutcome.Placed>(await two.Orders.PlaceAsync(ByVoucher(9), "elder", Cancellation));
    }

    [Fact]
    public async Task A_request_that_is_sent_again_is_its_own_order_though_nothing_is_left_and_it_was_moved()
    {
        await using var house = new TestLedger(await databases.CreateAsync(Databases.Sqlite), new ManualTime(Samples.Now));
        await RegisterAsync(house, SubsidiesTests.Wang with { VoucherFen = 8000 });
        var placed = Assert.IsType<PlaceOutcome.Placed>(await house.Orders.PlaceAsync(ByVoucher(1), "elder", Cancellation)).Order;
        await house.Orders.ChangeAsync(placed.Number, "elder", Samples.Now.AddDays(30), Samples.Now.AddDays(30).AddHours(2), keepVendor: false, Cancellation);

        var again = await house.Orders.PlaceAsync(ByVoucher(1), "elder", Cancellation);

        Assert.Equal(placed.Number, Assert.IsType<PlaceOutcome.Placed>(again).Order.Number);
    }

    [Fact]
    public async Task Whoever_the_register_does_not_know_has_no_voucher()
    {
        await using var house = new TestLedger(await databases.CreateAsync(Databases.Sqlite), new ManualTime(Samples.Now));

        Assert.Equal(new PlaceOutcome.Refused("voucher-short"), await house.Orders.PlaceAsync(ByVoucher(1), "elder", Cancellation));
    }

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task What_a_volunteer_does_is_not_taken_from_the_voucher(string kind)
    {
        await using var house = new TestLedger(await databases.CreateAsync(kind), new ManualTime(Samples.Now));
        var elder = SubsidiesTests.Wang with { VoucherFen = 8000 };
        await RegisterAsync(house, elder, new Vendor
        {
            Id = "V9",
            Region = "guilin",
            Name = "志愿者",
            Kind = VendorKind.Volunteer,
            Phone = "19900002009",
            Services = ["cleaning"],
            Areas = ["象山区"],
            Hours = DutyHours.AllDay,
            DailyCapacity = 1,
            TakesSms = true,
            TakesCalls = true,
        });
        var placed = Assert.IsType<PlaceOutcome.Placed>(await house.Orders.PlaceAsync(ByVoucher(1), "elder", Cancellation)).Order;

        await house.Orders.DoAsync(placed.Number, new OrderCommand.Assign("operator:O1", "o1", "V9"), Cancellation);

        Assert.Equal(8000, (await house.Orders.SubsidiesLeftAsync(elder, Cancellation)).VoucherFen);
    }

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task Of_two_vendors_who_are_given_the_same_order_at_once_one_gets_it(string kind)
    {
        var connection = await databases.CreateAsync(kind);
        await using var one = new TestLedger(connection, new ManualTime(Samples.Now));
        await using var two = new TestLedger(connection, new ManualTime(Samples.Now));
        var placed = Assert.IsType<PlaceOutcome.Placed>(await one.Orders.PlaceAsync(Samples.Terms("r1"), "elder", Cancellation)).Order;

        var outcomes = await Task.WhenAll(
            one.Orders.DoAsync(placed.Number, new OrderCommand.Assign("operator:O1", "o1", "V01"), Cancellation),
            two.Orders.DoAsync(placed.Number, new OrderCommand.Assign("operator:O2", "o2", "V02"), Cancellation));

        Assert.Single(outcomes.OfType<OrderOutcome.Happened>());
        Assert.Equal("taken-by-another", Assert.Single(outcomes.OfType<OrderOutcome.Refused>()).Reason);
    }

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task A_vendors_load_counts_what_it_has_in_the_span(string kind)
    {
        await using var house = new TestLedger(await databases.CreateAsync(kind), new ManualTime(Samples.Now));
        foreach (var elder in new[] { "E001", "E002", "E003" })
        {
            var placed = Assert.IsType<PlaceOutcome.Placed>(await house.Orders.PlaceAsync(Samples.Terms(elder, elder), "elder", Cancellation)).Order;
            await house.Orders.DoAsync(placed.Number, new OrderCommand.Assign("operator:O1", $"o-{elder}", elder == "E003" ? "V02" : "V01"), Cancellation);
        }

        var load = await house.Orders.VendorLoadAsync("guilin", Samples.Now, Samples.Now.AddDays(1), Cancellation);
        Assert.Equal(2, load["V01"]);
        Assert.Equal(1, load["V02"]);
        Assert.Empty(await house.Orders.VendorLoadAsync("guilin", Samples.Now.AddDays(1), Samples.Now.AddDays(2), Cancellation));
    }

    /// <summary>Each on a day of its own.</summary>
    private static OrderTerms ByVoucher(int number)
    {
        var terms = Samples.Terms($"r{number}");
        return terms with { Payer = Payer.Voucher, From = terms.From.AddDays(number), Until = terms.Until.AddDays(number) };
    }

    private static async Task RegisterAsync(TestLedger house, params object[] people)
    {
        await house.Database.EnsureReadyAsync(Cancellation);
        await using var context = house.Database.Open();
        context.AddRange(people);
        await context.SaveChangesAsync(Cancellation);
    }
}
