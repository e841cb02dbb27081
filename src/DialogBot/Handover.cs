namespace DialogBot;

/// <summary>A caller on the way to an operator, with everything known so far.</summary>
/// <param name="Reason">
/// asked, misunderstood, silent, distress, refused, unavailable, full, status, change, cancel, complaint, feedback, subsidy.
/// </param>
/// <param name="Summary">One line for the operator: what is wanted as far as understood; from prompts/.</param>
public sealed record Handover(string ConversationId, Caller Caller, string Reason, string Summary)
{
    /// <summary>phone, screen, chat.</summary>
    public string Channel { get; init; } = IncomingCall.OnPhone;
}
