using DialogBot.Understanding.Learned;
using DialogBot.Understanding.Words;

namespace DialogBot.Understanding.Rules;

/// <summary>
/// "Where these concepts are said together, it means that." Written in data as <c>fix lamp</c> (in any order),
/// <c>fix &gt; lamp</c> (in this order), <c>fix lamp !price</c> (unless this is said as well).
/// </summary>
/// <param name="Outcome">The service, intent or danger it speaks for.</param>
/// <param name="Score">0 to 1: how often it is right where it holds.</param>
internal sealed record Rule(string Outcome, string Pattern, double Score, int[] Needed, int[] Unless, bool Ordered)
{
    /// <summary>The feature that it holds.</summary>
    public ulong Held { get; } = FeatureKey.Of(FeatureKey.Rule, Pattern);

    /// <summary>The number of its outcome, for features of any kind.</summary>
    public ulong OutcomeNumber { get; } = FeatureKey.Number(Outcome);

    public static Rule Parse(string outcome, string pattern, double score, Vocabulary vocabulary)
    {
        var parts = pattern.Split([' ', '>'], StringSplitOptions.RemoveEmptyEntries);
        return new Rule(
            outcome,
            pattern,
            score,
            [.. parts.Where(part => part[0] != '!').Select(vocabulary.Concept)],
            [.. parts.Where(part => part[0] == '!').Select(part => vocabulary.Concept(part[1..]))],
            pattern.Contains('>', StringComparison.Ordinal));
    }
}
