namespace VoiceGateway.Calls.Live;

/// <summary>A call under way.</summary>
/// <param name="House">The process that has it.</param>
/// <param name="Phone">The caller's number, digits only.</param>
public sealed record LiveCall(string Conversation, string House, string Phone, string Region, DateTimeOffset Since)
{
    /// <summary>Counts the changes: of two tidings the later is true.</summary>
    public long Version { get; init; }

    /// <summary>A word of <see cref="CallState"/>.</summary>
    public string State { get; init; } = CallState.Speaking.Word;

    /// <summary>Where the dialog stands, as the bot names it.</summary>
    public string Standing { get; init; } = string.Empty;

    /// <summary>Who takes it over: their phone rings, or they talk with the caller.</summary>
    public LivePerson? TakenBy { get; init; }

    /// <summary>The phone of the person who talks with the caller; null while the bot does.</summary>
    public string? With { get; init; }

    /// <summary>The bot can be made to say something to the caller.</summary>
    public bool CanPrompt { get; init; }
}
