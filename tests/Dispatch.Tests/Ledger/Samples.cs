using Dispatch.Ledger;
using Dispatch.Orders;

namespace Dispatch.Tests.Ledger;

internal static class Samples
{
    /// <summary>A Monday morning, 9:00 in Guilin.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    public static OrderTerms Terms(string requestId, string elderId = "E001", string service = "cleaning") => new()
    {
        RequestId = requestId,
        Region = "guilin",
        ElderId = elderId,
        ElderName = "王秀英",
        ElderPhone = $"0773555{elderId[1..]}",
        Dialect = "southwestern",
        Service = service,
        From = Now.AddHours(5),
        Until = Now.AddHours(7),
        Address = "象山区安新南社区3栋2单元501",
        Area = "象山区",
        PriceFen = 8000,
        Payer = Payer.Self,
        Channel = "phone",
        ConversationId = $"c-{requestId}",
    };

    public static NewEvent Event(string id, string subject = "a", long? expectedVersion = null, string payload = "{}") =>
        new(id, new Subject("note", subject), expectedVersion, "note.made", payload, Now);
}
