namespace VoiceGateway.Calls;

/// <summary>What was recognised before it was a turn, and whether danger was found in it.</summary>
internal readonly record struct Watched(string? Text, bool Danger)
{
    /// <summary>The recogniser had no time for it.</summary>
    public bool IsUnheard { get; init; }
}
