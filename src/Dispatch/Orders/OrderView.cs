using Dispatch.Ledger;

namespace Dispatch.Orders;

/// <summary>Keeps the view orders in step with the events of a group.</summary>
internal static class OrderView
{
    public static bool Concerns(Subject subject) => subject.Kind == OrderJson.Kind;

    /// <summary>Numbers of the orders that are there before these events.</summary>
    public static IEnumerable<string> Continued(IEnumerable<LedgerEvent> events) =>
        events.Where(stored => Concerns(stored.Subject)).GroupBy(stored => stored.Subject.Id).Where(order => order.First().SubjectVersion > 1).Select(order => order.Key);

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
