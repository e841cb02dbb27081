using Dispatch.Registry;

namespace Dispatch.Orders;

/// <summary>Something that happened to an order. The ledger keeps these, in order, for ever.</summary>
/// <param name="By">Who did it: desk, elder, relative, vendor:ID, operator:ID.</param>
public abstract record OrderEvent(DateTimeOffset At, string By)
{
    /// <summary>受理.</summary>
    /// <param name="PromiseBy">Until when a vendor should have taken it.</param>
    public sealed record Accepted(
        DateTimeOffset At,
        string By,
        string Number,
        OrderTerms Terms,
        Lane Lane,
        DateTimeOffset PromiseBy,
        string DoorstepCode) : OrderEvent(At, By);

    /// <summary>并单: the same wish was said again and belongs to this order.</summary>
    /// <param name="SpokenBy">Who said it in the elder's stead; null where the elder did.</param>
    public sealed record Repeated(
        DateTimeOffset At,
        string By,
        string RequestId,
        string Channel,
        string ConversationId,
        Contact? SpokenBy = null) : OrderEvent(At, By);

    /// <summary>派单.</summary>
    public sealed record Offered(
        DateTimeOffset At,
        string By,
        string OfferId,
        string VendorId,
        string Channel,
        DateTimeOffset Deadline,
        string? ReplyCode) : OrderEvent(At, By);

    public sealed record Declined(DateTimeOffset At, string By, string OfferId, string VendorId, string? Reason) : OrderEvent(At, By);

    public sealed record Expired(DateTimeOffset At, string By, string OfferId, string VendorId) : OrderEvent(At, By);

    /// <summary>未送达: the offer did not get through to its vendor.</summary>
    /// <param name="Channel">sms or phone.</param>
    /// <param name="Ends">By no way: it is over. Otherwise it goes on by the other one.</param>
    public sealed record Unreached(DateTimeOffset At, string By, string OfferId, string VendorId, string Channel, bool Ends) : OrderEvent(At, By);

    /// <summary>接单.</summary>
    public sealed record Taken(DateTimeOffset At, string By, string OfferId, string VendorId) : OrderEvent(At, By);

    /// <summary>An operator gave it to a vendor who had agreed on the phone.</summary>
    public sealed record Assigned(DateTimeOffset At, string By, string OfferId, string VendorId) : OrderEvent(At, By);

    /// <summary>上门.</summary>
    public sealed record Arrived(DateTimeOffset At, string By, string VendorId) : OrderEvent(At, By);

    /// <summary>完工.</summary>
    public sealed record Done(DateTimeOffset At, string By, string VendorId) : OrderEvent(At, By);

    /// <summary>回访.</summary>
    public sealed record Reviewed(DateTimeOffset At, string By, Review Review) : OrderEvent(At, By);

    /// <summary>办结.</summary>
    /// <param name="Reason">Why it was closed without a review, or null.</param>
    public sealed record Closed(DateTimeOffset At, string By, string? Reason) : OrderEvent(At, By);

    /// <summary>退单.</summary>
    public sealed record Returned(DateTimeOffset At, string By, string VendorId, string Reason) : OrderEvent(At, By);

    /// <summary>改期.</summary>
    /// <param name="VendorKept">The vendor who has it comes at the new time too; otherwise it is offered anew.</param>
    public sealed record Changed(
        DateTimeOffset At,
        string By,
        DateTimeOffset From,
        DateTimeOffset Until,
        Lane Lane,
        DateTimeOffset PromiseBy,
        bool VendorKept) : OrderEvent(At, By);

    /// <summary>转人工.</summary>
    public sealed record Escalated(DateTimeOffset At, string By, string Reason) : OrderEvent(At, By);

    /// <summary>An operator sees to the escalation.</summary>
    public sealed record Claimed(DateTimeOffset At, string By) : OrderEvent(At, By);

    /// <summary>The operator who saw to the escalation has left it to the others.</summary>
    public sealed record Released(DateTimeOffset At, string By) : OrderEvent(At, By);

    /// <summary>An operator has seen to it and lets the desk go on.</summary>
    public sealed record Resumed(DateTimeOffset At, string By, string? Reason = null) : OrderEvent(At, By);

    /// <summary>取消.</summary>
    public sealed record Cancelled(DateTimeOffset At, string By, string Reason) : OrderEvent(At, By);
}
