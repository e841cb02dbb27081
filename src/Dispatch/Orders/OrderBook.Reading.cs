using Dispatch.Ledger;
using Dispatch.Registry;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Orders;

/// <summary>How orders are found.</summary>
public sealed partial class OrderBook
{
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

    /// <summary>Orders that were ever offered or given to a vendor and have not ended, or not long ago (<see cref="AskedVendor.Kept"/>); the most pressing first.</summary>
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

    /// <summary>Orders of a region that were cancelled not long ago and of whose end somebody has to be told.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    internal async Task<IReadOnlyList<OpenOrder>> CancelledAsync(string region, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = now - AskedVendor.Kept;
        var cancelled = await ListAsync(
            context => context.Orders.Where(row => row.Region == region && row.State == OrderState.Cancelled
                && context.AskedVendors.Where(asked => asked.EndedAt > since).Select(asked => asked.Number).Contains(row.Number)),
            cancellation);
        return [.. cancelled.Where(order => now < order.NewsUntil).Select(order => new OpenOrder(order.Number, order.Lane, order.Terms.From, order.Version))];
    }

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

    /// <summary>What elders said of each vendor of a region, of visits whose windows began at a moment or later.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    internal Task<IReadOnlyDictionary<string, Ratings>> VendorRatingsAsync(string region, DateTimeOffset since, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyDictionary<string, Ratings>>(
            async (context, token) => await context.Orders
                .Where(row => row.Region == region && row.Rating != null && row.VendorId != null && row.WindowFrom >= since)
                .GroupBy(row => row.VendorId!)
                .Select(visits => new { Vendor = visits.Key, Count = visits.Count(), Stars = visits.Sum(row => row.Rating!.Value) })
                .ToDictionaryAsync(visits => visits.Vendor, visits => new Ratings(visits.Count, visits.Stars), token),
            cancellation);

    /// <summary>What is left of an elder's subsidies: what the register gives, less what orders take.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<Subsidies> SubsidiesLeftAsync(Elder elder, CancellationToken cancellation)
    {
        if (elder is { VoucherFen: 0, SubsidisedHours: 0 })
        {
            return Subsidies.None;
        }

        var oldest = elder.BalanceAt - Subsidies.LongestVisit;
        var orders = await ListAsync(
            rows => rows.Where(row => row.ElderKey == elder.Id && row.State != OrderState.Cancelled && (!row.IsEnded || row.WindowFrom >= oldest)),
            cancellation);
        var paidFor = orders.Where(order => order.Terms.Payer is not Payer.Self).ToList();
        return Subsidies.Left(elder, paidFor, await FreeAmongAsync([.. paidFor.Select(order => order.VendorId).OfType<string>().Distinct()], cancellation));
    }

    /// <summary>Those vendors who cost nothing.</summary>
    private async Task<IReadOnlySet<string>> FreeAmongAsync(IReadOnlyList<string> vendors, CancellationToken cancellation) => vendors.Count == 0
        ? new HashSet<string>()
        : await database.ReadAsync(
            async (context, token) => (await context.Vendors
                .Where(vendor => vendors.Contains(vendor.Id) && vendor.Kind != VendorKind.Company)
                .Select(vendor => vendor.Id)
                .ToListAsync(token)).ToHashSet(),
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
}
