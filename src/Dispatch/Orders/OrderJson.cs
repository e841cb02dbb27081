using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Dispatch.Ledger;

namespace Dispatch.Orders;

/// <summary>How orders and their events are written down. Names of types are part of the record: they never change.</summary>
public static class OrderJson
{
    /// <summary>Kind of an order among the ledger's subjects.</summary>
    public const string Kind = "order";

    internal const string Offered = "order.offered";
    internal const string Assigned = "order.assigned";
    internal const string Closed = "order.closed";
    internal const string Cancelled = "order.cancelled";

    /// <summary>What an order's document contains only while an operator has to see to it.</summary>
    internal const string HasEscalation = "\"escalation\":{";

    private static readonly Dictionary<string, Type> TypeOf = new()
    {
        ["order.accepted"] = typeof(OrderEvent.Accepted),
        ["order.repeated"] = typeof(OrderEvent.Repeated),
        [Offered] = typeof(OrderEvent.Offered),
        ["order.declined"] = typeof(OrderEvent.Declined),
        ["order.expired"] = typeof(OrderEvent.Expired),
        ["order.unreached"] = typeof(OrderEvent.Unreached),
        ["order.taken"] = typeof(OrderEvent.Taken),
        [Assigned] = typeof(OrderEvent.Assigned),
        ["order.arrived"] = typeof(OrderEvent.Arrived),
        ["order.done"] = typeof(OrderEvent.Done),
        ["order.reviewed"] = typeof(OrderEvent.Reviewed),
        [Closed] = typeof(OrderEvent.Closed),
        ["order.returned"] = typeof(OrderEvent.Returned),
        ["order.changed"] = typeof(OrderEvent.Changed),
        ["order.escalated"] = typeof(OrderEvent.Escalated),
        ["order.claimed"] = typeof(OrderEvent.Claimed),
        ["order.released"] = typeof(OrderEvent.Released),
        ["order.resumed"] = typeof(OrderEvent.Resumed),
        [Cancelled] = typeof(OrderEvent.Cancelled),
    };

    private static readonly Dictionary<Type, string> NameOf = TypeOf.ToDictionary(entry => entry.Value, entry => entry.Key);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Subject SubjectOf(string number) => new(Kind, number);

    /// <param name="expectedVersion">How many events the order has before this one.</param>
    public static NewEvent Write(string eventId, string number, long expectedVersion, OrderEvent happened) => new(
        eventId,
        SubjectOf(number),
        expectedVersion,
        NameOf[happened.GetType()],
        JsonSerializer.Serialize(happened, happened.GetType(), Options),
        happened.At);

    /// <exception cref="NotSupportedException">The event is not about an order.</exception>
    public static OrderEvent Read(LedgerEvent stored) =>
        TypeOf.TryGetValue(stored.Type, out var type)
            ? (OrderEvent)JsonSerializer.Deserialize(stored.Payload, type, Options)!
            : throw new NotSupportedException($"{stored.Type} is no event of an order");

    internal static string Write(OrderTerms terms) => JsonSerializer.Serialize(terms, Options);

    internal static OrderTerms ReadTerms(string payload) => JsonSerializer.Deserialize<OrderTerms>(payload, Options)!;

    internal static string WriteBy(string by) => JsonSerializer.Serialize(new { by }, Options);

    internal static string Write(Order order) => JsonSerializer.Serialize(order, Options);

    internal static Order ReadOrder(string document) => JsonSerializer.Deserialize<Order>(document, Options)!;
}
