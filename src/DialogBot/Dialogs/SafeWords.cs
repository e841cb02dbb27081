namespace DialogBot.Dialogs;

/// <summary>Words that say that all is well, where hardly anything else is said.</summary>
internal sealed class SafeWords
{
    /// <summary>Lines of words with spaces between.</summary>
    public required string[] Words { get; init; }

    /// <summary>Answers made of these words that mean something else.</summary>
    public required string[] Never { get; init; }

    /// <summary>Characters that mean nothing beside them.</summary>
    public required string Around { get; init; }

    private IEnumerable<string> LongestFirst => Words.SelectMany(line => line.Split(' ')).OrderByDescending(word => word.Length);

    /// <summary>没有，我要打扫卫生: nothing else is said before the first comma.</summary>
    public bool Begins(string text) => IsAll(text.Split([',', '，', '。'])[0]);

    public bool IsAll(string text)
    {
        if (Answers.Any(Never, text))
        {
            return false;
        }

        var rest = LongestFirst.Aggregate(text, (left, word) => left.Replace(word, " ", StringComparison.Ordinal));
        return rest.Contains(' ', StringComparison.Ordinal) && rest.All(letter => letter == ' ' || char.IsPunctuation(letter) || Around.Contains(letter, StringComparison.Ordinal));
    }
}
