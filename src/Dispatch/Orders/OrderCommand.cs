using Dispatch.Registry;

namespace Dispatch.Orders;

/// <summary>Something that somebody wants to happen to an order.</summary>
/// <param name="By">Who wants it: desk, elder, relative, vendor:ID, operator:ID.</param>
public abstract record OrderCommand(string By)
{
    /// <summary>Makes the order. The number and the doorstep code are chosen at the edge.</summary>
    /// <param name="Left">What is left of the elder's subsidies; null where the elder pays.</param>
    public sealed record Accept(
        string By,
        string Number,
        OrderTerms Terms,
        Lane Lane,
        DateTimeOffset PromiseBy,
        string DoorstepCode,
        Subsidies? Left = null) : OrderCommand(By);

    /// <summary>Notes that the same wish was said again.</summary>
    /// <param name="SpokenBy">Who said it in the elder's stead; null where the elder did.</param>
    public sealed record Repeat(string By, string RequestId, string Channel, string ConversationId, Contact? SpokenBy = null) : OrderCommand(By);

    /// <summary>Asks one vendor. Refused while another vendor's answer is open.</summary>
    public sealed record Offer(string By, string OfferId, string VendorId, string Channel, DateTimeOffset Deadline, string? ReplyCode = null) : OrderCommand(By);

    /// <summary>A vendor's yes. A late one counts as long as nobody else has been asked.</summary>
    public sealed record Take(string By, string VendorId) : OrderCommand(By);

    public sealed record Decline(string By, string VendorId, string? Reason = null) : OrderCommand(By);

    /// <summary>The deadline of an offer has passed.</summary>
    public sealed record Expire(string By, string OfferId) : OrderCommand(By);

    /// <summary>An offer did not get through to its vendor by sms or phone.</summary>
    /// <param name="IsLast">There is no other way to this vendor: the next one is asked at once.</param>
    public sealed record NotReached(string By, string OfferId, string Channel, bool IsLast) : OrderCommand(By);

    /// <summary>An operator gives it to a vendor who agreed on the phone. Whoever has it must have given it back before.</summary>
    public sealed record Assign(string By, string OfferId, string VendorId) : OrderCommand(By);

    /// <param name="DoorstepCode">The code that the worker names; null where it was told to the elder only.</param>
    public sealed record Arrive(string By, string VendorId, string? DoorstepCode = null) : OrderCommand(By);

    public sealed record Finish(string By, string VendorId) : OrderCommand(By);

    public sealed record Judge(string By, Review Review) : OrderCommand(By);

    /// <param name="Reason">Needed where the elder could not be asked how it was.</param>
    public sealed record Close(string By, string? Reason = null) : OrderCommand(By);

    public sealed record Return(string By, string VendorId, string Reason) : OrderCommand(By);

    /// <param name="KeepVendor">The vendor who has it agreed to the new time.</param>
    public sealed record Change(string By, DateTimeOffset From, DateTimeOffset Until, Lane Lane, DateTimeOffset PromiseBy, bool KeepVendor) : OrderCommand(By);

    public sealed record Escalate(string By, string Reason) : OrderCommand(By);

    /// <summary>An operator takes the escalation; one at a time.</summary>
    /// <param name="Hold">So long after it an earlier operator's claim counts.</param>
    public sealed record Claim(string By, TimeSpan Hold) : OrderCommand(By);

    /// <summary>The operator who has the escalation leaves it to the others.</summary>
    public sealed record Release(string By) : OrderCommand(By);

    /// <param name="Reason">What was done about it; null where that speaks for itself.</param>
    public sealed record Resume(string By, string? Reason = null) : OrderCommand(By);

    public sealed record Cancel(string By, string Reason) : OrderCommand(By);
}
