namespace Dispatch.Orders;

/// <summary>What an operator has to see to, and who does.</summary>
public static partial class OrderRules
{
    private static Decision Escalate(Order order, OrderCommand.Escalate command, DateTimeOffset now)
    {
        if (order.IsEnded)
        {
            return Refuse("ended");
        }

        return order.Escalation is null
            ? Happens(new OrderEvent.Escalated(now, command.By, command.Reason))
            : new Decision.Already();
    }

    private static Decision Resume(Order order, OrderCommand.Resume command, DateTimeOffset now)
    {
        if (order.IsEnded)
        {
            return Refuse("ended");
        }

        return order.Escalation switch
        {
            null => new Decision.Already(),
            { Claim: { By: var by } } when by != command.By => Refuse("claimed-by-another"),
            _ => Happens(new OrderEvent.Resumed(now, command.By, command.Reason)),
        };
    }

    /// <summary>Whoever claims first has it; who claims again holds it longer.</summary>
    private static Decision Claim(Order order, OrderCommand.Claim command, DateTimeOffset now) => order.Escalation switch
    {
        null => Refuse(order.IsEnded ? "ended" : "not-escalated"),
        { Claim: { } other } when other.By != command.By && other.Holds(command.Hold, now) => Refuse("claimed-by-another"),
        { Claim: { } mine } when mine.By == command.By && mine.Holds(command.Hold / 2, now) => new Decision.Already(),
        _ => Happens(new OrderEvent.Claimed(now, command.By)),
    };

    private static Decision Release(Order order, OrderCommand.Release command, DateTimeOffset now) => order.Escalation?.Claim switch
    {
        null => new Decision.Already(),
        { By: var by } when by != command.By => Refuse("claimed-by-another"),
        _ => Happens(new OrderEvent.Released(now, command.By)),
    };
}
