namespace DialogBot;

/// <summary>
/// One call, or one session at a screen, as its channel knows it. Given with every turn, so that a caller can be put
/// through to a person even where nothing else about the call can be read.
/// </summary>
/// <param name="ConversationId">Names the conversation, from the first ring to the end.</param>
/// <param name="Phone">The number called from, digits only; for a screen, the number that the registry knows it by.</param>
/// <param name="Channel">phone, screen, chat.</param>
/// <param name="Region">Code of the centre that was called (guilin, suzhou, kunming, ningbo).</param>
public sealed record IncomingCall(string ConversationId, string Phone, string Channel, string Region)
{
    /// <summary>The channel on which there is a line to hold.</summary>
    public const string OnPhone = "phone";

    /// <summary>As the caller asked for in earlier calls.</summary>
    public SpokenTo SpokenTo { get; init; } = SpokenTo.Usual;

    /// <summary>How often the line to the caller has broken, and was opened again.</summary>
    public int Again { get; init; }
}
