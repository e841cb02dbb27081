namespace Dispatch.Orders;

/// <summary>An order that an operator has to see to.</summary>
/// <param name="Reason">no-vendor, promise-at-risk, no-show, complaint, asked, …</param>
/// <param name="Claim">Who sees to it; null while nobody does.</param>
public sealed record Escalation(string Reason, DateTimeOffset At, OperatorClaim? Claim = null);
