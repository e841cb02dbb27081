namespace DialogBot.Understanding.Words;

/// <summary>A word of the vocabulary found in an utterance.</summary>
/// <param name="Word">Index into <see cref="Vocabulary.Entries"/>.</param>
/// <param name="BySound">The characters differ and only the sound agrees.</param>
internal readonly record struct Match(int Start, int Length, int Word, bool BySound)
{
    public int End => Start + Length;

    public bool Overlaps(in Match other) => Start < other.End && other.Start < End;

    public bool LiesWithin(in Match other) => Start >= other.Start && End <= other.End && Length < other.Length;
}
