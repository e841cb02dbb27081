namespace DialogBot;

/// <summary>One guess of a recogniser.</summary>
/// <param name="Confidence">0 to 1, or null where the recogniser gives none.</param>
public sealed record Hypothesis(string Text, double? Confidence = null)
{
    /// <summary>
    /// The text piece by piece, in order, with how sure the recogniser was of each: one to a few characters, punctuation as it comes; a
    /// piece's text may be written a little otherwise than in <see cref="Text"/>. Empty where the recogniser does not tell.
    /// </summary>
    public IReadOnlyList<HeardPiece> Pieces { get; init; } = [];
}
