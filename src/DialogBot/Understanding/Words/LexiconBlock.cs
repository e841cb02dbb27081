namespace DialogBot.Understanding.Words;

/// <summary>A part of a lexicon file that holds for the same regions.</summary>
internal sealed record LexiconBlock
{
    public required string[] Regions { get; init; }

    /// <summary>Word → plain Mandarin, wherever it is said.</summary>
    public Dictionary<string, string> Words { get; init; } = [];

    /// <summary>Word → plain Mandarin for callers from these regions only: elsewhere the word means something else.</summary>
    public Dictionary<string, string> OnlyHere { get; init; } = [];
}
