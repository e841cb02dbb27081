namespace Dispatch.Orders;

/// <summary>One vendor asked for one order.</summary>
/// <param name="Channel">sms or phone.</param>
/// <param name="Deadline">Silence until then counts as no.</param>
/// <param name="ReplyCode">The short code that names this offer in a reply (17接); null where none was needed.</param>
/// <param name="Ending">Null while the answer is open.</param>
/// <param name="Unreached">The channel, sms or phone, by which it did not get through; null while it may.</param>
public sealed record Offer(
    string Id,
    string VendorId,
    string Channel,
    DateTimeOffset MadeAt,
    DateTimeOffset Deadline,
    string? ReplyCode = null,
    OfferEnding? Ending = null,
    DateTimeOffset? EndedAt = null,
    string? Unreached = null)
{
    public bool IsOpen => Ending is null;
}
