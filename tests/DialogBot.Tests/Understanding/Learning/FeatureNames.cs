using System.Globalization;
using DialogBot.Understanding;
using DialogBot.Understanding.Learned;

namespace DialogBot.Tests.Understanding.Learning;

/// <summary>How features are written in the files of weights.</summary>
internal sealed class FeatureNames
{
    private readonly Dictionary<ulong, string> _written = [];

    public FeatureNames(IReadOnlyList<string> concepts, IEnumerable<string> rules, IReadOnlyList<string> services, IEnumerable<string> dangers)
    {
        var numbers = Enumerable.Range(0, 10).Select(number => number.ToString(CultureInfo.InvariantCulture)).ToArray();
        Add(FeatureKey.Concept, concepts);
        Add(FeatureKey.Pair, concepts.SelectMany(first => concepts.Select(second => $"{first} {second}")));
        Add(FeatureKey.Rule, rules);
        Add(FeatureKey.Alarm, dangers.Append(""));
        Add(FeatureKey.Calmed, dangers.Append(""));
        foreach (var kind in new[] { FeatureKey.Sign, FeatureKey.Request, FeatureKey.ServiceChoice, FeatureKey.FirstService, FeatureKey.Refusal })
        {
            Add(kind, services);
        }

        Add(FeatureKey.Support, rules.Select(rule => rule.Split(' ', ':')[0]));
        Add(FeatureKey.Choice, Enum.GetValues<Intent>().Select(IntentName.Of));
        Add(FeatureKey.Length, numbers);
        Add(FeatureKey.Clauses, numbers);
        Add(FeatureKey.Bias, [""]);
    }

    public string Of(ulong feature)
    {
        var kind = (char)(feature >> 48);
        return kind is FeatureKey.Gram or FeatureKey.LastGram
            ? kind + string.Concat(Enumerable.Range(0, 3).Select(place => (char)(feature >> (32 - 16 * place))).Where(character => character != 0))
            : _written[feature];
    }

    private void Add(char kind, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            _written[FeatureKey.Parse(kind + name)] = kind + name;
        }
    }
}
