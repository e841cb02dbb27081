namespace Dispatch.Orders;

/// <summary>重复诉求并单: the same wish said twice, by a retry, by phone and screen, by elder and daughter, is one order.</summary>
public static class RepeatRule
{
    /// <summary>The order that these terms repeat, or null: same elder, same service, overlapping window, not yet done.</summary>
    public static Order? FindRepeated(IEnumerable<Order> ordersOfElder, OrderTerms terms) =>
        ordersOfElder.FirstOrDefault(order =>
            IsStillToCome(order)
            && IsSameElder(order.Terms, terms)
            && order.Terms.Service == terms.Service
            && Overlap(order.Terms, terms)
            && !AreVisitsOfOneSeries(order.Terms, terms));

    private static bool IsStillToCome(Order order) =>
        order.State is not (OrderState.Done or OrderState.Reviewed or OrderState.Closed or OrderState.Cancelled);

    private static bool IsSameElder(OrderTerms one, OrderTerms other) =>
        one.ElderId is null || other.ElderId is null
            ? one.ElderPhone == other.ElderPhone
            : one.ElderId == other.ElderId;

    /// <summary>One that was moved may lie where the next one is: both were agreed.</summary>
    private static bool AreVisitsOfOneSeries(OrderTerms one, OrderTerms other) =>
        one.Series is not null && one.Series == other.Series && one.RequestId != other.RequestId;

    private static bool Overlap(OrderTerms one, OrderTerms other) =>
        one.From < other.Until && other.From < one.Until;
}
