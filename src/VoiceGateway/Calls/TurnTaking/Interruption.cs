namespace VoiceGateway.Calls.TurnTaking;

/// <summary>What is known of an utterance that began while we speak.</summary>
/// <param name="Speech">How long it has gone on.</param>
/// <param name="IsFar">Much quieter than the caller: a television, somebody else in the room.</param>
/// <param name="IsEcho">It rises and falls with our own voice.</param>
/// <param name="Says">Whether its words say anything; null while that is not known.</param>
internal readonly record struct Interruption(TimeSpan Speech, bool IsFar, bool IsEcho, bool? Says)
{
    // So much of what was heard must stand in what we say, in that order, to be our own voice come back.
    private const double Alike = 0.75;

    // Two characters are found in any sentence.
    private const int LongEnoughToTell = 3;

    /// <summary>Whether the voice stops for it: not for a cough, a "嗯", the television, or our own echo.</summary>
    public bool Stops(CallOptions options) => Speech >= options.BargeIn && !IsFar && (Says ?? !IsEcho);

    /// <summary>Whether words are more than a "嗯" to what we say; null where they do not tell, for they are our own.</summary>
    /// <param name="heard">What was recognised; may be empty.</param>
    /// <param name="said">What we have said.</param>
    public static bool? Matters(string heard, string said, TurnWords words) =>
        heard.Length == 0 || IsOurs(heard, said) ? null : !words.IsListening(heard);

    /// <summary>Whether what was heard are our own words: our voice come back over the line, or a caller who repeats them.</summary>
    public static bool IsOurs(string heard, string said)
    {
        var bare = TurnWords.Bare(heard);
        return bare.Length >= LongEnoughToTell && InOrder(bare, said) >= Alike * bare.Length;
    }

    /// <summary>Length of the longest common subsequence.</summary>
    private static int InOrder(string one, string other)
    {
        var row = new int[other.Length + 1];
        foreach (var letter in one)
        {
            var diagonal = 0;
            for (var at = 1; at <= other.Length; at++)
            {
                (diagonal, row[at]) = (row[at], other[at - 1] == letter ? diagonal + 1 : Math.Max(row[at], row[at - 1]));
            }
        }

        return row[^1];
    }
}
