namespace DialogBot.Understanding.Times;

/// <summary>A time found in an utterance, its parts joined.</summary>
/// <param name="Piece">What was said, the hour as it was said.</param>
/// <param name="Corrects">It sets right a time said before it (不是明天，是后天).</param>
internal readonly record struct TimeMention(TimePiece Piece, bool Corrects)
{
    public int Start => Piece.Start;

    public int End => Piece.End;
}
