namespace Dispatch.Offers;

/// <summary>Which clock of an order runs.</summary>
public enum ClockKind
{
    /// <summary>It waits for an operator since then.</summary>
    Escalated,

    /// <summary>A vendor should have taken it by then.</summary>
    Promise,

    /// <summary>The worker should be there by then.</summary>
    Arrival,
}
