namespace VoiceGateway.Screens.DirectLine;

/// <summary>What a request may do.</summary>
/// <param name="Conversation">The only conversation that it may touch; null for the secret, which may touch all.</param>
/// <param name="User">Whom the token was made out for; null where it names nobody.</param>
/// <param name="IsStream">Only good for opening the stream.</param>
internal sealed record DirectLinePass(string? Conversation, string? User, bool IsStream = false)
{
    public static DirectLinePass All { get; } = new(null, null);

    public bool IsSecret => Conversation is null;
}
