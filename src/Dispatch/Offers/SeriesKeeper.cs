using Dispatch.Ledger;
using Dispatch.Orders;
using Microsoft.Extensions.Logging;

namespace Dispatch.Offers;

/// <summary>Has the visits of every series on the books in time, and takes off those of a series that was ended. Running it twice changes nothing.</summary>
internal sealed partial class SeriesKeeper(
    SeriesBook series,
    OrderBook book,
    OrderDesk desk,
    DispatchOptions options,
    TimeProvider time,
    ILogger<SeriesKeeper> logger)
{
    private const string Desk = "desk";

    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task KeepAsync(string region, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var all = await series.ListAsync(region, cancellation);
        var due = all.SelectMany(each => each.VisitsDue(now, options.VisitsAhead)).ToList();
        foreach (var visit in await series.MissingAsync(region, due, cancellation))
        {
            await AcceptAsync(visit, cancellation);
        }

        var ended = all.Where(each => each.IsEnded).Select(each => each.Id).ToHashSet();
        if (ended.Count > 0)
        {
            await CancelVisitsAsync(region, ended, now, cancellation);
        }
    }

    /// <summary>No visit of the order's series is made any more; those made already and not begun are cancelled in the next pass.</summary>
    public async Task<OrderOutcome> EndAsync(string orderNumber, string by, CancellationToken cancellation)
    {
        try
        {
            var order = await book.FindAsync(orderNumber, cancellation);
            if (order?.Terms.Series is not { } id)
            {
                return new OrderOutcome.Refused(order is null ? "no-such-order" : "not-recurring", order);
            }

            return await series.EndAsync(order.Terms.Region, id, by, cancellation) switch
            {
                AppendOutcome.Appended => new OrderOutcome.Happened(order, []),
                AppendOutcome.Duplicate => new OrderOutcome.Already(order),
                _ => new OrderOutcome.Unavailable(),
            };
        }
        catch (LedgerUnavailableException)
        {
            return new OrderOutcome.Unavailable();
        }
    }

    /// <summary>A visit that is refused is skipped. It is not asked for any more once its hour has struck.</summary>
    private async Task AcceptAsync(OrderTerms visit, CancellationToken cancellation)
    {
        switch (await desk.AcceptAsync(visit, Desk, cancellation))
        {
            case PlaceOutcome.Placed placed:
                Log.Made(logger, placed.Order.Number, visit.RequestId);
                break;
            case PlaceOutcome.Merged merged:
                Log.Merged(logger, visit.RequestId, merged.Order.Number);
                break;
            case PlaceOutcome.Refused refused:
                Log.Skipped(logger, visit.RequestId, refused.Reason);
                break;
            default:
                Log.Later(logger, visit.RequestId);
                break;
        }
    }

    private async Task CancelVisitsAsync(string region, HashSet<string> ended, DateTimeOffset now, CancellationToken cancellation)
    {
        var visits = await book.VisitsToComeAsync(region, now, cancellation);
        foreach (var (number, _) in visits.Where(visit => ended.Contains(visit.Series)))
        {
            await desk.DoAsync(number, new OrderCommand.Cancel(Desk, "series-ended"), cancellation);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Order {Number} is the visit {Visit} of a series")]
        public static partial void Made(ILogger logger, string number, string visit);

        [LoggerMessage(LogLevel.Information, "The visit {Visit} of a series was ordered already, as {Number}")]
        public static partial void Merged(ILogger logger, string visit, string number);

        [LoggerMessage(LogLevel.Warning, "The visit {Visit} of a series is skipped: {Reason}")]
        public static partial void Skipped(ILogger logger, string visit, string reason);

        [LoggerMessage(LogLevel.Warning, "The visit {Visit} of a series is made later: the ledger cannot be reached")]
        public static partial void Later(ILogger logger, string visit);
    }
}
