namespace VoiceGateway.Chat.Linking;

/// <summary>What came of a code.</summary>
internal abstract record LinkOutcome
{
    private LinkOutcome()
    {
    }

    /// <param name="Phone">Of the elder, digits only; for a screen, what its code was given out for.</param>
    internal sealed record Linked(string Phone) : LinkOutcome;

    internal sealed record Wrong : LinkOutcome;

    internal sealed record TooMany : LinkOutcome;
}
