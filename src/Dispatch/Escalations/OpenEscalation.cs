using Dispatch.Orders;

namespace Dispatch.Escalations;

/// <summary>Something that waits for an operator.</summary>
/// <param name="Id">Names it to <see cref="EscalationDesk"/>.</param>
/// <param name="Reason">Of an order: no-vendor, complaint, …; of a caller: asked, misunderstood, …: why the person was wanted.</param>
/// <param name="At">Since when.</param>
/// <param name="Claim">Who sees to it; null while nobody does, or whoever did has been away for too long.</param>
public abstract record OpenEscalation(string Id, string Reason, DateTimeOffset At, OperatorClaim? Claim)
{
    /// <summary>An order that the desk cannot go on with, or whose elder was not content.</summary>
    public sealed record OfOrder(Order Order, OperatorClaim? Claim)
        : OpenEscalation(Order.Number, Order.Escalation!.Reason, Order.Escalation.At, Claim);

    /// <summary>A caller whom nobody answered.</summary>
    public sealed record OfCaller(MissedCaller Missed, OperatorClaim? Claim)
        : OpenEscalation($"{Missed.Caller.Region}/{Missed.Id}", Missed.Caller.Reason, Missed.At, Claim)
    {
        public CallerInNeed Caller => Missed.Caller;
    }
}
