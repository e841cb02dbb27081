using Dispatch.Ledger;
using Dispatch.Orders;
using Dispatch.Tests.Ledger;
using Testing;

namespace Dispatch.Tests.Orders;

public sealed class SeriesBookTests(Databases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task A_series_is_found_with_the_visits_that_are_missing_until_it_is_ended(string kind)
    {
        await using var house = new TestLedger(await databases.CreateAsync(kind), new ManualTime(Samples.Now));
        var book = house.Get<SeriesBook>();
        await house.Orders.PlaceAsync(Samples.Terms("r0", "E002"), "elder", Cancellation);
        await house.Orders.PlaceAsync(Samples.Terms("r1") with { Recurrence = "FREQ=DAILY" }, "elder", Cancellation);

        var series = Assert.Single(await book.ListAsync("guilin", Cancellation));
        var missing = await book.MissingAsync("guilin", series.VisitsDue(Samples.Now, TimeSpan.FromHours(48)), Cancellation);
        Assert.Equal(["r1@20261124"], missing.Select(visit => visit.RequestId));

        Assert.IsType<AppendOutcome.Appended>(await book.EndAsync("guilin", series.Id, "operator:O1", Cancellation));
        Assert.True(Assert.Single(await book.ListAsync("guilin", Cancellation)).IsEnded);
    }
}
