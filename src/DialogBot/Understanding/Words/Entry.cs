namespace DialogBot.Understanding.Words;

/// <summary>A word and the concepts that it stands for.</summary>
internal sealed record Entry(string Word, int[] Concepts);
