namespace DialogBot;

/// <summary>What became of an <see cref="OrderRequest"/>.</summary>
public abstract record PlaceOutcome
{
    private PlaceOutcome() { }

    /// <summary>Committed. The code is the four digits that the worker will say at the door.</summary>
    public sealed record Placed(string OrderNumber, string DoorstepCode) : PlaceOutcome;

    /// <summary>The same wish was on the books already; nothing was added.</summary>
    public sealed record Merged(string OrderNumber, string DoorstepCode) : PlaceOutcome;

    /// <summary>The desk will not take it; the reason is a key of the refusals in prompts/.</summary>
    public sealed record Refused(string Reason) : PlaceOutcome;

    /// <summary>The voucher or the hours that were to pay do not suffice any more; nothing was ordered. What is left of them is given.</summary>
    public sealed record BalanceShort(long VoucherFen, decimal SubsidisedHours) : PlaceOutcome;

    /// <summary>The ledger cannot be reached: nothing is promised to the caller.</summary>
    public sealed record Unavailable : PlaceOutcome;
}
