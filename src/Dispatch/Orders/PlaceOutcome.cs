namespace Dispatch.Orders;

/// <summary>What became of a wish.</summary>
public abstract record PlaceOutcome
{
    private PlaceOutcome() { }

    /// <summary>Committed to the ledger; also the answer to a repeated <see cref="OrderTerms.RequestId"/>.</summary>
    public sealed record Placed(Order Order) : PlaceOutcome;

    /// <summary>The same wish was on the books already; only the repeat was noted.</summary>
    public sealed record Merged(Order Order) : PlaceOutcome;

    /// <summary>The reason is a key of prompts/refusals.yaml.</summary>
    public sealed record Refused(string Reason) : PlaceOutcome;

    /// <summary>The ledger cannot be reached: nothing may be promised.</summary>
    public sealed record Unavailable : PlaceOutcome;
}
