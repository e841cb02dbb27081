namespace DialogBot;

/// <summary>A character or a word, as a recogniser heard it.</summary>
/// <param name="Confidence">0 to 1.</param>
public readonly record struct HeardPiece(string Text, double Confidence);
