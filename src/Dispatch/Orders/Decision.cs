namespace Dispatch.Orders;

/// <summary>What a command comes to.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>These events happen, in this order; never empty.</summary>
    public sealed record Events(IReadOnlyList<OrderEvent> Items) : Decision;

    /// <summary>It is so already: the command was a repeat and changes nothing.</summary>
    public sealed record Already : Decision;

    /// <summary>It may not be; the reason is a key of prompts/refusals.yaml.</summary>
    public sealed record Refused(string Reason) : Decision;
}
