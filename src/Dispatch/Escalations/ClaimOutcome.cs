using Dispatch.Orders;

namespace Dispatch.Escalations;

/// <summary>What became of an operator's wish to see to something, to leave it, or to have done with it.</summary>
public abstract record ClaimOutcome
{
    private ClaimOutcome() { }

    /// <summary>It is so, now or before.</summary>
    public sealed record Yours : ClaimOutcome;

    /// <summary>Another operator was there first.</summary>
    public sealed record Theirs(OperatorClaim Claim) : ClaimOutcome;

    /// <summary>Nobody need see to it any more.</summary>
    public sealed record Over : ClaimOutcome;

    /// <summary>The ledger cannot be reached: whether it happened is not known; it may be tried again.</summary>
    public sealed record Unavailable : ClaimOutcome;
}
