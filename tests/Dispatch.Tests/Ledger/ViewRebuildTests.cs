using Dispatch.Ledger;
using Dispatch.Orders;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace Dispatch.Tests.Ledger;

public sealed class ViewRebuildTests(Databases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task A_view_that_was_lost_or_altered_is_made_anew_from_the_events(string kind)
    {
        await using var house = new TestLedger(await databases.CreateAsync(kind), new ManualTime(Samples.Now));
        var numbers = new List<string>();
        foreach (var elder in new[] { "E001", "E002", "E003" })
        {
            var order = Assert.IsType<PlaceOutcome.Placed>(await house.Orders.PlaceAsync(Samples.Terms(elder, elder), "elder", Cancellation)).Order;
            await house.Orders.DoAsync(order.Number, new OrderCommand.Assign("operator:O1", $"o-{elder}", "V01"), Cancellation);
            numbers.Add(order.Number);
        }

        var before = await house.Orders.OpenOrdersAsync(null, Cancellation);
        await using (var context = house.Database.Open())
        {
            await context.Orders.Where(row => row.Number == numbers[0]).ExecuteDeleteAsync(Cancellation);
            await context.Orders.Where(row => row.Number == numbers[1])
                .ExecuteUpdateAsync(row => row.SetProperty(order => order.Document, order => order.Document.Replace("V01", "V99")), Cancellation);
        }

        var report = await house.Get<ViewRebuild>().RunAsync(Cancellation);

        Assert.Equal(3, report.Orders);
        Assert.Equal(numbers.Take(2).Order(), report.Corrected.Order());
        var after = await house.Orders.OpenOrdersAsync(null, Cancellation);
        Assert.Equal(before.Select(OrderJson.Write), after.Select(OrderJson.Write));
        Assert.Empty((await house.Get<ViewRebuild>().RunAsync(Cancellation)).Corrected);
    }

    [Fact]
    public async Task An_order_whose_view_differs_from_its_events_is_said_and_not_tried_for_ever()
    {
        await using var house = new TestLedger(await databases.CreateAsync(Databases.Sqlite), new ManualTime(Samples.Now));
        var order = Assert.IsType<PlaceOutcome.Placed>(await house.Orders.PlaceAsync(Samples.Terms("r1"), "elder", Cancellation)).Order;
        await using (var context = house.Database.Open())
        {
            await context.Orders.ExecuteUpdateAsync(row => row.SetProperty(view => view.Document, OrderJson.Write(order with { Version = 9 })), Cancellation);
        }

        var command = new OrderCommand.Cancel("elder", "not needed");
        await Assert.ThrowsAsync<InvalidDataException>(() => house.Orders.DoAsync(order.Number, command, Cancellation));

        await house.Get<ViewRebuild>().RunAsync(Cancellation);
        Assert.IsType<OrderOutcome.Happened>(await house.Orders.DoAsync(order.Number, command, Cancellation));
    }
}
