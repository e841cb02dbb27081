using Dispatch.Ledger;

namespace Dispatch.Orders;

/// <summary>Keeps the view orders in step with the events of a group.</summary>
internal static class OrderView
{
    public static bool Concerns(Subject subject) => subject.Kind == OrderJson.Kind;

    /// <summary>Numbers of the orders that are there before these events.</summary>
    public static IEnumerable<string> Continued(IEnumerable<LedgerEvent> events) =>
        events.Where(stored => Concerns(stored.Subject)).GroupBy(stored => stored.Subject.Id).Where(order => order.First().SubjectVersion > 1).Select(order => order.Key);

    /// <summary>Who was asked for which order by these events.</summary>
    public static IReadOnlyCollection<(string VendorId, string Number)> Asked(IEnumerable<LedgerEvent> events) =>
    [
        .. events.Where(stored => Concerns(stored.Subject) && stored.Type is OrderJson.Offered or OrderJson.Assigned)
            .Select(stored => OrderJson.Read(stored) switch
            {
                OrderEvent.Offered offered => (offered.VendorId, stored.Subject.Id),
                OrderEvent.Assigned assigned => (assigned.VendorId, stored.Subject.Id),
                var other => throw new NotSupportedException($"{other.GetType().Name} asks nobody"),
            })
            .Distinct(),
    ];

    /// <summary>Which orders these events end, and when.</summary>
    public static IReadOnlyCollection<(string Number, DateTimeOffset At)> Ended(IEnumerable<LedgerEvent> events) =>
    [
        .. events.Where(stored => Concerns(stored.Subject) && stored.Type is OrderJson.Closed or OrderJson.Cancelled)
            .Select(stored => (stored.Subject.Id, stored.At)),
    ];

    /// <summary>The vendors who were asked for an order, while it may matter to them.</summary>
    public static IEnumerable<AskedVendor> Asked(Order order, DateTimeOffset now) => order.EndedAt + AskedVendor.Kept <= now
        ? []
        : order.Offers.Select(offer => offer.VendorId).Distinct().Select(vendor => new AskedVendor { VendorId = vendor, Number = order.Number, EndedAt = order.EndedAt });

    /// <param name="documents">The documents of the orders that the events continue, by number.</param>
    /// <returns>One row for every order that the events touch.</returns>
    public static IReadOnlyCollection<OrderRow> Follow(IReadOnlyDictionary<string, string> documents, IEnumerable<LedgerEvent> events)
    {
        var orders = new Dictionary<string, Order>();
        foreach (var stored in events.Where(stored => Concerns(stored.Subject)))
        {
            var number = stored.Subject.Id;
            var before = orders.GetValueOrDefault(number)
                ?? (documents.TryGetValue(number, out var document) ? OrderJson.ReadOrder(document) : null);
            orders[number] = Order.Apply(before, OrderJson.Read(stored));
        }

        return [.. orders.Values.Select(OrderRow.Of)];
    }
}
