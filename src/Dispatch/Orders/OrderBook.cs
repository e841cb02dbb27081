using Dispatch.Ledger;
using Dispatch.Registry;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Orders;

/// <summary>Where orders are made and moved: loads, lets <see cref="OrderRules"/> decide, and returns only after the ledger has committed.</summary>
public sealed class OrderBook
{
    private const string ElderKind = "elder";

    /// <summary>Each lost race means that another writer won it; so many in a row mean that the view is wrong.</summary>
    private const int MostTries = 100;

    private readonly EventLedger ledger;
    private readonly LedgerDatabase database;
    private readonly OrderNumbers numbers;
    private readonly Promises promises;
    private readonly TimeProvider time;

    internal OrderBook(EventLedger ledger, LedgerDatabase database, OrderNumbers numbers, Promises promises, TimeProvider time)
    {
        this.ledger = ledger;
        this.database = database;
        this.numbers = numbers;
        this.promises = promises;
        this.time = time;
    }

    /// <summary>Makes an order, or finds the one that it repeats. Safe to repeat with the same <see cref="OrderTerms.RequestId"/>.</summary>
    /// <param name="by">elder, operator:ID, desk.</param>
    public async Task<PlaceOutcome> PlaceAsync(OrderTerms terms, string by, CancellationToken cancellation)
    {
        try
        {
            if (await numbers.DrawAsync(terms.Region, time.GetUtcNow(), cancellation) is not { } number)
            {
                return new PlaceOutcome.Unavailable();
            }

            for (var tries = 0; tries < MostTries; tries++)
            {
                if (await TryPlaceAsync(terms, number, by, cancellation) is { } outcome)
                {
                    return outcome;
                }
            }

            throw new InvalidDataException($"order {number} finds no place: its elder's orders differ from the events; run rebuild-views");
        }
        catch (LedgerUnavailableException)
        {
            return new PlaceOutcome.Unavailable();
        }
    }

    /// <summary>Decides and commits; a race with another writer is decided again on what the other one made of the order.</summary>
    public async Task<OrderOutcome> DoAsync(string number, OrderCommand command, CancellationToken cancellation)
    {
        try
        {
            for (var tries = 0; tries < MostTries; tries++)
            {
                if (await TryAsync(await FindAsync(number, cancellation), command, cancellation) is { } outcome)
                {
                    return outcome;
                }
            }

            throw new InvalidDataException($"order {number} as it is read differs from its events: run rebuild-views");
        }
        catch (LedgerUnavailableException)
        {
            return new OrderOutcome.Unavailable();
        }
    }

    /// <summary>改期: as <see cref="DoAsync"/>, with lane and promise worked out for the new window.</summary>
    /// <param name="keepVendor">The vendor who has it agreed to the new time.</param>
    public Task<OrderOutcome> ChangeAsync(
        string number,
        string by,
        DateTimeOffset from,
        DateTimeOffset until,
        bool keepVendor,
        CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var lane = PromiseRule.LaneOf(from, urgent: false, now);
        var promiseBy = PromiseRule.PromiseBy(from, promises[lane], now);
        return DoAsync(number, new OrderCommand.Change(by, from, until, lane, promiseBy, keepVendor), cancellation);
    }

    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<Order?> FindAsync(string number, CancellationToken cancellation)
    {
        var found = await ListAsync(orders => orders.Where(row => row.Number == number), cancellation);
        return found.SingleOrDefault();
    }

    /// <summary>Orders by the end or another part of their number, or by the caller's number; newest first.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<Order>> SearchAsync(string text, int atMost, CancellationToken cancellation)
    {
        var number = text.ToUpperInvariant();
        var phone = PhoneNumber.Normalise(text);
        return ListAsync(
            orders => orders
                .Where(row => row.Number.Contains(number) || row.ElderPhone == phone)
                .OrderByDescending(row => row.AcceptedAt).ThenByDescending(row => row.Number)
                .Take(atMost),
            cancellation);
    }

    /// <summary>Every order of a region that has not ended (Done and Reviewed included), the most pressing first.</summary>
    /// <param name="region">Null for all regions.</param>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<Order>> OpenOrdersAsync(string? region, CancellationToken cancellation) =>
        ListAsync(
            orders => orders
                .Where(row => !row.IsEnded && (region == null || row.Region == region))
                .OrderBy(row => row.Lane).ThenBy(row => row.WindowFrom).ThenBy(row => row.Number),
            cancellation);

    /// <summary>Orders of a region that wait for an operator, in no order.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    internal Task<IReadOnlyList<Order>> EscalatedAsync(string region, CancellationToken cancellation) =>
        ListAsync(
            orders => orders.Where(row => row.Region == region && !row.IsEnded && row.Document.Contains(OrderJson.HasEscalation)),
            cancellation);

    /// <summary>Orders that have not ended and were ever offered or given to a vendor, the most pressing first.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<Order>> OrdersAskedOfAsync(string vendorId, CancellationToken cancellation) =>
        ListAsync(
            context =>
                from asked in context.AskedVendors
                where asked.VendorId == vendorId
                join row in context.Orders on asked.Number equals row.Number
                orderby row.Lane, row.WindowFrom, row.Number
                select row,
            cancellation);

    /// <summary>Every order of a region that has not ended, without what was agreed.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    internal Task<IReadOnlyList<OpenOrder>> OpenAsync(string region, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<OpenOrder>>(
            async (context, token) => await context.Orders
                .Where(row => row.Region == region && !row.IsEnded)
                .Select(row => new OpenOrder(row.Number, row.Lane, row.WindowFrom, row.Version))
                .ToListAsync(token),
            cancellation);

    /// <summary>Visits of a region's series for which nobody has come yet and whose hour is still to strike: order and series.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    internal Task<IReadOnlyList<(string Number, string Series)>> VisitsToComeAsync(string region, DateTimeOffset now, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<(string, string)>>(
            async (context, token) =>
            {
                var visits = await context.Orders
                    .Where(row => row.Region == region && !row.IsEnded && row.Series != null && row.WindowFrom > now)
                    .Where(row => row.State != OrderState.Arrived && row.State != OrderState.Done && row.State != OrderState.Reviewed)
                    .Select(row => new { row.Number, Series = row.Series! })
                    .ToListAsync(token);
                return [.. visits.Select(visit => (visit.Number, visit.Series))];
            },
            cancellation);

    /// <summary>Orders of one elder, newest first.</summary>
    /// <param name="elderId">Null for a caller whom the registry does not know: those of the number <paramref name="phone"/>.</param>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<Order>> OrdersOfElderAsync(string? elderId, string phone, int atMost, CancellationToken cancellation) =>
        OrdersOfElderAsync(OrderRow.KeyOf(elderId, phone), atMost, cancellation);

    /// <summary>Orders of one elder, newest first.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<Order>> OrdersOfElderAsync(string elderId, int atMost, CancellationToken cancellation) =>
        ListAsync(
            orders => orders
                .Where(row => row.ElderKey == elderId)
                .OrderByDescending(row => row.AcceptedAt).ThenByDescending(row => row.Number)
                .Take(atMost),
            cancellation);

    /// <summary>Orders that a vendor has taken and not yet finished, soonest first.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<Order>> JobsOfVendorAsync(string vendorId, CancellationToken cancellation) =>
        ListAsync(
            orders => orders
                .Where(row => row.VendorId == vendorId && (row.State == OrderState.Taken || row.State == OrderState.Arrived))
                .OrderBy(row => row.WindowFrom).ThenBy(row => row.Number),
            cancellation);

    /// <summary>How many jobs each vendor of a region has or had with windows that begin in a span; for capacity and fair share.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyDictionary<string, int>> VendorLoadAsync(
        string region,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyDictionary<string, int>>(
            async (context, token) => await context.Orders
                .Where(row => row.VendorId != null && row.Region == region && row.State != OrderState.Cancelled)
                .Where(row => row.WindowFrom >= from && row.WindowFrom < until)
                .GroupBy(row => row.VendorId!)
                .Select(jobs => new { Vendor = jobs.Key, Count = jobs.Count() })
                .ToDictionaryAsync(jobs => jobs.Vendor, jobs => jobs.Count, token),
            cancellation);

    /// <returns>Null where the elder's orders moved on meanwhile and it has to be decided again.</returns>
    private async Task<PlaceOutcome?> TryPlaceAsync(OrderTerms terms, string number, string by, CancellationToken cancellation)
    {
        var now = Now();
        var elder = new Subject(ElderKind, OrderRow.KeyOf(terms));

        // The elder's own count is read first: an order that is accepted between the two reads makes the append a conflict.
        var elderVersion = await ledger.VersionAsync(terms.Region, elder, cancellation);
        var orders = await ListAsync(
            rows => rows.Where(row => !row.IsEnded && (row.ElderKey == elder.Id || row.ElderPhone == terms.ElderPhone)),
            cancellation);
        if (RepeatRule.FindRepeated(orders, terms) is { } repeated)
        {
            if (OrderRules.WhyNotRecurring(terms) is { } reason)
            {
                return new PlaceOutcome.Refused(reason);
            }

            return await MergeAsync(repeated, terms, by, cancellation);
        }

        var lane = PromiseRule.LaneOf(terms.From, terms.Urgent, now);
        var promiseBy = PromiseRule.PromiseBy(terms.From, promises[lane], now);
        var accept = new OrderCommand.Accept(by, number, terms, lane, promiseBy, DoorstepCode.Choose());
        return OrderRules.Decide(null, accept, now) switch
        {
            Decision.Events decided => await StoreAsync(Order.Fold(decided.Items), decided.Items[0], elder, elderVersion, cancellation),
            Decision.Refused refused => new PlaceOutcome.Refused(refused.Reason),
            _ => throw new InvalidOperationException("a new order is either accepted or refused"),
        };
    }

    /// <summary>The order and the elder's count of orders are one append: two machines that accept at once cannot both succeed.</summary>
    private async Task<PlaceOutcome?> StoreAsync(Order order, OrderEvent accepted, Subject elder, long elderVersion, CancellationToken cancellation)
    {
        var first = OrderJson.Write(RequestEventId(order.Terms.RequestId), order.Number, 0, accepted);
        var ordered = new NewEvent($"ordered:{order.Number}", elder, elderVersion, "elder.ordered", $$"""{"order":"{{order.Number}}"}""", accepted.At);
        NewEvent[] begun = BeginsSeries(order.Terms) ? [SeriesBook.Begun(order.Terms, accepted.At)] : [];
        return await ledger.AppendAsync(order.Terms.Region, [first, ordered, .. begun], cancellation) switch
        {
            AppendOutcome.Appended => new PlaceOutcome.Placed(order),
            AppendOutcome.Duplicate duplicate => await FindRequestedAsync(duplicate.Event, cancellation),
            AppendOutcome.Unavailable => new PlaceOutcome.Unavailable(),
            _ => null,
        };
    }

    /// <summary>The visit is on the books already. That it is to come again is news, unless that visit comes again by the same rule.</summary>
    private async Task<PlaceOutcome?> MergeAsync(Order repeated, OrderTerms terms, string by, CancellationToken cancellation)
    {
        if (repeated.Terms.RequestId == terms.RequestId)
        {
            return new PlaceOutcome.Placed(repeated);
        }

        var repeat = new OrderCommand.Repeat(by, terms.RequestId, terms.Channel, terms.ConversationId);
        NewEvent[] begun = BeginsSeries(terms) && repeated.Terms.Recurrence != terms.Recurrence ? [SeriesBook.Begun(terms, Now())] : [];
        return await TryAsync(repeated, repeat, cancellation, begun) switch
        {
            OrderOutcome.Happened happened => new PlaceOutcome.Merged(happened.Order),
            OrderOutcome.Already already => new PlaceOutcome.Merged(already.Order),
            OrderOutcome.Unavailable => new PlaceOutcome.Unavailable(),
            _ => await FindHeardAsync(terms, cancellation),
        };
    }

    /// <summary>A request that was heard before, and by now looks like the repeat of another order: one that was moved to its hour.</summary>
    /// <returns>Null where it was not heard before.</returns>
    private async Task<PlaceOutcome?> FindHeardAsync(OrderTerms terms, CancellationToken cancellation)
    {
        var elder = OrderRow.KeyOf(terms);
        var orders = await ListAsync(rows => rows.Where(row => row.ElderKey == elder || row.ElderPhone == terms.ElderPhone), cancellation);
        return orders.FirstOrDefault(order => order.Terms.RequestId == terms.RequestId) is { } placed ? new PlaceOutcome.Placed(placed)
            : orders.FirstOrDefault(order => order.RepeatRequestIds.Contains(terms.RequestId)) is { } merged ? new PlaceOutcome.Merged(merged)
            : null;
    }

    /// <summary>The request was heard before: whatever became of it then is the answer now.</summary>
    private async Task<PlaceOutcome> FindRequestedAsync(LedgerEvent earlier, CancellationToken cancellation)
    {
        var order = await FindAsync(earlier.Subject.Id, cancellation)
            ?? throw new InvalidDataException($"{earlier.Subject} has events but no row: run rebuild-views");
        return OrderJson.Read(earlier) is OrderEvent.Repeated ? new PlaceOutcome.Merged(order) : new PlaceOutcome.Placed(order);
    }

    /// <returns>Null where the order moved on meanwhile and it has to be decided again.</returns>
    /// <param name="together">What is to be appended with it, all or none.</param>
    private async Task<OrderOutcome?> TryAsync(Order? order, OrderCommand command, CancellationToken cancellation, params NewEvent[] together)
    {
        var decision = OrderRules.Decide(order, command, Now());
        if (decision is Decision.Refused refused)
        {
            return new OrderOutcome.Refused(refused.Reason, order);
        }

        if (order is null || decision is not Decision.Events decided)
        {
            return order is null ? new OrderOutcome.Refused("no-such-order", null) : new OrderOutcome.Already(order);
        }

        var events = decided.Items.Select((happened, i) => OrderJson.Write(EventId(happened), order.Number, order.Version + i, happened)).ToList();
        return await ledger.AppendAsync(order.Terms.Region, [.. events, .. together], cancellation) switch
        {
            AppendOutcome.Appended => new OrderOutcome.Happened(decided.Items.Aggregate(order, Order.Apply), decided.Items),
            AppendOutcome.Unavailable => new OrderOutcome.Unavailable(),
            _ => null,
        };
    }

    private static bool BeginsSeries(OrderTerms terms) => terms.Series == terms.RequestId;

    private Task<IReadOnlyList<Order>> ListAsync(Func<IQueryable<OrderRow>, IQueryable<OrderRow>> which, CancellationToken cancellation) =>
        ListAsync(context => which(context.Orders), cancellation);

    private Task<IReadOnlyList<Order>> ListAsync(Func<LedgerContext, IQueryable<OrderRow>> which, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Order>>(
            async (context, token) =>
            {
                var documents = await which(context).Select(row => row.Document).ToListAsync(token);
                return [.. documents.Select(OrderJson.ReadOrder)];
            },
            cancellation);

    /// <summary>A request is stored once, whether it became an order or was merged into one.</summary>
    private static string EventId(OrderEvent happened) =>
        happened is OrderEvent.Repeated repeated ? RequestEventId(repeated.RequestId) : Guid.CreateVersion7(happened.At).ToString("N");

    /// <summary>Of the event that a request became, order or repeat.</summary>
    internal static string RequestEventId(string requestId) => $"request:{requestId}";

    /// <summary>The ledger keeps milliseconds.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
