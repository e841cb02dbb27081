namespace DialogBot.Dialogs;

/// <summary>How relatives speak of an elder who is addressed in one of some ways.</summary>
internal sealed class ElderWords
{
    public required string[] Addressed { get; init; }
    public required string[] Said { get; init; }
}
