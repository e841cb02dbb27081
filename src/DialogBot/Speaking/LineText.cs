namespace DialogBot.Speaking;

/// <summary>One line as it stands in a file of prompts/(language).</summary>
internal sealed class LineText
{
    /// <summary>Ways of saying it, taken in turn.</summary>
    public required string[] Say { get; init; }

    /// <summary>Said instead where there is no telephone to hold on to: on screens and in chats.</summary>
    public string[]? OffPhone { get; init; }

    /// <summary>The same in other words, for who did not catch it.</summary>
    public string? Again { get; init; }
}
