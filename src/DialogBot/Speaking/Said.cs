namespace DialogBot.Speaking;

/// <summary>A line that is said, with the values of its slots.</summary>
/// <param name="Again">Slower and in other words, where prompts/ has them.</param>
internal sealed record Said(string Key, IReadOnlyList<string> Values, bool Again = false);
