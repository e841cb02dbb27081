namespace Dispatch.Orders;

/// <summary>A row of the view orders: the fold of an order's events, beside what it is looked up by.</summary>
internal sealed class OrderRow
{
    public required string Number { get; init; }

    public required string Region { get; init; }

    /// <summary>The elder's id, or tel: and the number of a caller whom the registry does not know.</summary>
    public required string ElderKey { get; init; }

    public required string ElderPhone { get; init; }

    public required string Service { get; init; }

    public required OrderState State { get; init; }

    public required bool IsEnded { get; init; }

    public required Lane Lane { get; init; }

    public required DateTimeOffset WindowFrom { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    public string? VendorId { get; init; }

    /// <summary>What the elder said of the visit, 1 to 5; null where nothing.</summary>
    public int? Rating { get; init; }

    /// <summary>The series that the visit belongs to; null for a visit by itself.</summary>
    public string? Series { get; init; }

    public required long Version { get; init; }

    public required string Document { get; init; }

    public static OrderRow Of(Order order) => new()
    {
        Number = order.Number,
        Region = order.Terms.Region,
        ElderKey = KeyOf(order.Terms),
        ElderPhone = order.Terms.ElderPhone,
        Service = order.Terms.Service,
        State = order.State,
        IsEnded = order.IsEnded,
        Lane = order.Lane,
        WindowFrom = order.Terms.From,
        AcceptedAt = order.AcceptedAt,
        VendorId = order.VendorId,
        Rating = order.Review?.Rating,
        Series = order.Terms.Series,
        Version = order.Version,
        Document = OrderJson.Write(order),
    };

    public static string KeyOf(OrderTerms terms) => KeyOf(terms.ElderId, terms.ElderPhone);

    public static string KeyOf(string? elderId, string phone) => elderId ?? $"tel:{phone}";

    public Order ToOrder() => OrderJson.ReadOrder(Document);
}
