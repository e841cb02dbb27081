namespace DialogBot;

/// <summary>What became of a wish to cancel an order, or a series of them.</summary>
public enum CancelOutcome
{
    /// <summary>Committed, now or before; whoever was to come is told.</summary>
    Cancelled,

    /// <summary>It is done already, or over.</summary>
    TooLate,

    /// <summary>The ledger cannot be reached: the order stands.</summary>
    Unavailable,
}
