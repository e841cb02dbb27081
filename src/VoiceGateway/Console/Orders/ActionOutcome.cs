using Dispatch.Orders;

namespace VoiceGateway.Console.Orders;

/// <summary>What became of something that an operator wanted done to an order.</summary>
internal abstract record ActionOutcome
{
    private ActionOutcome() { }

    public sealed record Done : ActionOutcome;

    /// <summary>It was so already.</summary>
    public sealed record Already : ActionOutcome;

    /// <summary>The order is no longer as the operator saw it: nothing was done, look again.</summary>
    public sealed record Overtaken(Order Now) : ActionOutcome;

    /// <summary>The reason is a key of prompts/refusals.yaml.</summary>
    public sealed record Refused(string Reason, Order? Order) : ActionOutcome;

    /// <summary>The session has ended, or the role does not allow it.</summary>
    public sealed record NotAllowed : ActionOutcome;

    /// <summary>Whether it was done is not known: it may be tried again.</summary>
    public sealed record Away : ActionOutcome;
}
