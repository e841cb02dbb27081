namespace DialogBot.Dialogs;

/// <summary>Words that another place follows: 送到女儿家.</summary>
internal sealed class PlaceWords
{
    public required string[] Before { get; init; }
    public required int Longest { get; init; }

    public string? In(string text)
    {
        var word = Before.FirstOrDefault(word => text.StartsWith(word, StringComparison.Ordinal));
        return word is not null && text.Length > word.Length && text.Length - word.Length <= Longest ? text[word.Length..].TrimEnd('。', ',', '，') : null;
    }
}
