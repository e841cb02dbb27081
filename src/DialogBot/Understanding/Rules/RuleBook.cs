using DialogBot.Understanding.Words;

namespace DialogBot.Understanding.Rules;

/// <summary>All rules of one kind, from a file that gives pattern → score for each outcome.</summary>
internal sealed class RuleBook(IReadOnlyDictionary<string, Dictionary<string, double>> patterns, Vocabulary vocabulary)
{
    private readonly Rule[] _rules =
        [.. patterns.SelectMany(outcome => outcome.Value.Select(pattern => Rule.Parse(outcome.Key, pattern.Key, pattern.Value, vocabulary)))];

    public IEnumerable<string> Patterns => _rules.Select(rule => rule.Pattern);

    public void Apply(Sentence sentence, List<Finding> findings)
    {
        findings.Clear();
        foreach (var rule in _rules)
        {
            sentence.Apply(rule, findings);
        }
    }
}
