namespace DialogBot.Dialogs;

/// <summary>One of some words, and one of some others right after it.</summary>
internal sealed class Beginnings
{
    public required string[] Words { get; init; }
    public required string[] Then { get; init; }
}
