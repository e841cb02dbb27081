namespace Dispatch.Orders;

/// <summary>How an offer ended.</summary>
public enum OfferEnding
{
    Taken,
    Declined,
    Expired,

    /// <summary>Neither an SMS nor a call got through (未送达). Should the vendor answer all the same, it counts as a late answer.</summary>
    Unreached,

    /// <summary>Taken first and given back later (退单).</summary>
    Returned,

    /// <summary>Taken first; then the time was changed, which nobody can agree to for the vendor (改期).</summary>
    Moved,

    /// <summary>No longer asked: the order was changed, cancelled, or given to another by an operator.</summary>
    Withdrawn,
}
