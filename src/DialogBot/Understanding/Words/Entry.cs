namespace DialogBot.Understanding.Words;

/// <summary>A word, or a family of words, and the concepts that it stands for.</summary>
/// <param name="IsFrame">It lies over other words and neither hides them nor is hidden by them.</param>
internal sealed record Entry(string Word, int[] Concepts, bool IsFrame = false);
