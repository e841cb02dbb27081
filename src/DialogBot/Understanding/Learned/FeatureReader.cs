using System.Globalization;
using DialogBot.Understanding.Rules;
using DialogBot.Understanding.Words;

namespace DialogBot.Understanding.Learned;

/// <summary>Finds the features of an utterance.</summary>
internal sealed class FeatureReader
{
    /// <summary>All that is read of the words together counts this much, however much is said.</summary>
    private const double Loudness = 3;
    public const float RuleValue = 0.5f;
    private const int LongestGram = 3;
    private const int LengthStep = 5;
    private const int MostSteps = 8;
    private const int MostClauses = 6;
    private static readonly ulong[] Lengths = Numbered(FeatureKey.Length, MostSteps);
    private static readonly ulong[] Clauses = Numbered(FeatureKey.Clauses, MostClauses);
    private static readonly ulong Bias = FeatureKey.Of(FeatureKey.Bias, "");
    private readonly Vocabulary _vocabulary;
    private readonly ulong[] _concepts;

    public FeatureReader(Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        _concepts = [.. vocabulary.ConceptNames.Select(name => FeatureKey.Of(FeatureKey.Concept, name))];
    }

    /// <summary>What is said: characters that stand together, and the concepts that the word lists know.</summary>
    public void ReadWords(Sentence sentence, List<Feature> features)
    {
        features.Clear();
        Span<char> text = stackalloc char[sentence.Text.Length + 2];
        (text[0], text[^1]) = ('^', '$');
        sentence.Text.CopyTo(text[1..]);
        AddGrams(text, FeatureKey.Gram, 1, features);
        AddGrams(text[LastClause(text)..], FeatureKey.LastGram, 2, features);
        features.Add(new Feature(Lengths[Math.Min(MostSteps, sentence.Text.Length / LengthStep)], 1));
        features.Add(new Feature(Clauses[Math.Min(MostClauses, CountClauses(sentence.Text))], 1));
        AddConcepts(sentence, features);
        Balance(features);
        features.Add(new Feature(Bias, 1));
    }

    /// <summary>What the rules make of it.</summary>
    public static void ReadRules(Intent choice, IReadOnlyList<Evidence> evidence, List<Feature> features)
    {
        features.Clear();
        foreach (var sign in evidence)
        {
            var of = sign.Rule.AsSpan(0, Math.Max(0, sign.Rule.AsSpan().IndexOfAny(' ', ':')));
            if (of.IsEmpty)
            {
                // Whom it is for, where to and the like: no sign of an intent.
                continue;
            }

            Raise(features, FeatureKey.Of(FeatureKey.Support, of), (float)sign.Score);
            Raise(features, FeatureKey.Of(FeatureKey.Rule, sign.Rule), RuleValue);
        }

        features.Add(new Feature(FeatureKey.Of(FeatureKey.Choice, IntentName.Of(choice)), 1));
    }

    private static void AddGrams(ReadOnlySpan<char> text, char kind, int shortest, List<Feature> features)
    {
        for (var length = shortest; length <= LongestGram; length++)
        {
            for (var at = 0; at + length <= text.Length; at++)
            {
                features.Add(new Feature(FeatureKey.Of(kind, text.Slice(at, length)), 1));
            }
        }
    }

    /// <summary>Concepts in the order said, each with the one after it.</summary>
    private void AddConcepts(Sentence sentence, List<Feature> features)
    {
        var last = -1;
        for (var i = 0; i < sentence.Matches.Count; i++)
        {
            foreach (var concept in _vocabulary.Entries[sentence.Matches[i].Word].Concepts)
            {
                features.Add(new Feature(_concepts[concept], 1));
                if (last >= 0 && last != concept)
                {
                    features.Add(new Feature(FeatureKey.OfPair(_concepts[last], _concepts[concept]), 1));
                }
            }

            last = _vocabulary.Entries[sentence.Matches[i].Word].Concepts is [var first, ..] ? first : last;
        }
    }

    private static void Balance(List<Feature> features)
    {
        var value = (float)(Loudness / Math.Sqrt(features.Count));
        for (var i = 0; i < features.Count; i++)
        {
            features[i] = features[i] with { Value = value };
        }
    }

    private static int LastClause(ReadOnlySpan<char> text)
    {
        var at = text.Length - 2;
        while (at > 0 && Spelling.IsMark(text[at]))
        {
            at--;
        }

        while (at > 0 && !Spelling.IsMark(text[at - 1]))
        {
            at--;
        }

        return Math.Max(1, at);
    }

    private static int CountClauses(string text)
    {
        var clauses = 0;
        for (var i = 0; i < text.Length; i++)
        {
            clauses += !Spelling.IsMark(text[i]) && (i == 0 || Spelling.IsMark(text[i - 1])) ? 1 : 0;
        }

        return clauses;
    }

    public static void Raise(List<Feature> features, ulong key, float value)
    {
        for (var i = 0; i < features.Count; i++)
        {
            if (features[i].Key == key)
            {
                features[i] = new Feature(key, Math.Max(features[i].Value, value));
                return;
            }
        }

        features.Add(new Feature(key, value));
    }

    private static ulong[] Numbered(char kind, int most) =>
        [.. Enumerable.Range(0, most + 1).Select(number => FeatureKey.Of(kind, number.ToString(CultureInfo.InvariantCulture)))];
}
