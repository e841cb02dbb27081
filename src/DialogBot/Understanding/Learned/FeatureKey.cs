namespace DialogBot.Understanding.Learned;

/// <summary>
/// Features as numbers, so that none is spelt out while an utterance is read. In the files of weights a feature is written
/// with the letter of its kind before its name: <c>g摔倒</c>, <c>cdrug</c>, <c>rorder.create: want</c>.
/// </summary>
internal static class FeatureKey
{
    /// <summary>Up to three characters that stand together; ^ and $ are the ends of the utterance.</summary>
    public const char Gram = 'g';

    /// <summary>The same, in the last clause, where the wish mostly stands.</summary>
    public const char LastGram = 'e';

    /// <summary>A concept of the word lists.</summary>
    public const char Concept = 'c';

    /// <summary>Two concepts, the second being the next one said.</summary>
    public const char Pair = 'p';

    /// <summary>A rule that holds.</summary>
    public const char Rule = 'r';

    /// <summary>How much the rules say for an intent.</summary>
    public const char Support = 's';

    /// <summary>The intent that the rules would choose.</summary>
    public const char Choice = 'i';

    /// <summary>A service that a rule finds.</summary>
    public const char Sign = 'v';

    /// <summary>The same, in the clause that asks for somebody.</summary>
    public const char Request = 'q';

    /// <summary>A service that the rules would choose.</summary>
    public const char ServiceChoice = 'w';

    /// <summary>The service that the rules would choose before all others.</summary>
    public const char FirstService = 'f';

    /// <summary>A service that the rules find refused.</summary>
    public const char Refusal = 'x';

    /// <summary>A danger that the rules find.</summary>
    public const char Alarm = 'd';

    /// <summary>A danger that they find and that other words take back.</summary>
    public const char Calmed = 'k';

    /// <summary>How long the utterance is, in steps of five characters.</summary>
    public const char Length = 'l';

    /// <summary>How many clauses it has.</summary>
    public const char Clauses = 'n';
    public const char Bias = 'b';
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const ulong Payload = (1UL << 48) - 1;

    public static ulong Of(char kind, ReadOnlySpan<char> name) =>
        ((ulong)kind << 48) | (kind is Gram or LastGram ? Packed(name) : Hash(name) & Payload);

    /// <summary>A feature by the number of its name.</summary>
    public static ulong Of(char kind, ulong number) => ((ulong)kind << 48) | number;

    /// <summary>The number of a name, the same for features of every kind that are no grams.</summary>
    public static ulong Number(ReadOnlySpan<char> name) => Hash(name) & Payload;

    public static ulong OfPair(ulong first, ulong second) => ((ulong)Pair << 48) | (((first & Payload) * 31 + (second & Payload)) & Payload);

    /// <summary>Reads a feature as it is written in a file of weights.</summary>
    public static ulong Parse(ReadOnlySpan<char> written) => written[0] == Pair
        ? OfPair(Of(Concept, written[1..written.IndexOf(' ')]), Of(Concept, written[(written.IndexOf(' ') + 1)..]))
        : Of(written[0], written[1..]);

    private static ulong Packed(ReadOnlySpan<char> gram)
    {
        var packed = 0UL;
        foreach (var character in gram)
        {
            packed = (packed << 16) | character;
        }

        return packed;
    }

    private static ulong Hash(ReadOnlySpan<char> name)
    {
        var hash = Offset;
        foreach (var character in name)
        {
            hash = (hash ^ character) * Prime;
        }

        return hash ^ (hash >> 48);
    }
}
