using DialogBot.Understanding.Learned;

namespace DialogBot.Tests.Understanding.Learning;

/// <summary>
/// Learns weights from lessons: logistic regression over several classes by AdaGrad, always the same from the same lessons.
/// In a part of the rounds the rules' opinion is withheld, because the rules know these sentences better than they know new ones.
/// </summary>
internal sealed class Teacher
{
    private const int Rounds = 12;
    private const double Rate = 0.3;
    private const double RulesWithheld = 0.5;
    private const double Learned = 0.01;

    /// <summary>Hundredths; a weight below that decides nothing.</summary>
    private const int Least = 10;

    /// <summary>A feature seen in fewer lessons teaches nothing that holds for other sentences.</summary>
    private const int Familiar = 2;
    private readonly string[] _classes;
    private readonly bool _several;
    private readonly Dictionary<ulong, int> _rows = [];
    private readonly double[] _weights;
    private readonly double[] _steps;

    /// <param name="several">A sentence may be of several classes, or of none.</param>
    public Teacher(IReadOnlyList<Lesson> lessons, bool several = false)
    {
        _several = several;
        _classes = [.. lessons.SelectMany(lesson => lesson.Classes).Distinct().Order(StringComparer.Ordinal)];
        foreach (var (key, _) in lessons.SelectMany(lesson => lesson.Words.Concat(lesson.Rules).Select(feature => feature.Key).Distinct()).CountBy(key => key).Where(count => count.Value >= Familiar))
        {
            _rows[key] = _rows.Count;
        }

        (_weights, _steps) = (new double[_rows.Count * _classes.Length], new double[_rows.Count * _classes.Length]);
        Array.Fill(_steps, 0.001);
        Teach(lessons);
    }

    /// <summary>The weights in hundredths, those that are nothing left out.</summary>
    public IEnumerable<(ulong Feature, (int Class, int Weight)[] Weights)> Weights =>
        _rows.Select(row => (row.Key, Row(row.Value))).Where(row => row.Item2.Length > 0);

    public IReadOnlyList<string> Classes => _classes;

    public LinearModel Model(FeatureIndex index)
    {
        var rows = Weights.Select(row => (Row: index.Add(row.Feature), row.Weights)).ToArray();
        var weights = new float[index.Count * _classes.Length];
        foreach (var (row, cells) in rows)
        {
            foreach (var (of, weight) in cells)
            {
                weights[row * _classes.Length + of] = weight / 100f;
            }
        }

        return new LinearModel(_classes, weights);
    }

    private (int Class, int Weight)[] Row(int row) =>
        [.. _classes.Select((_, of) => (of, (int)Math.Round(_weights[row * _classes.Length + of] * 100))).Where(weight => Math.Abs(weight.Item2) >= Least)];

    private void Teach(IReadOnlyList<Lesson> lessons)
    {
        var chance = new Random(1);
        var order = Enumerable.Range(0, lessons.Count).ToArray();
        var known = lessons.Select(lesson => (Words: Known(lesson.Words), Rules: Known(lesson.Rules), Right: lesson.Classes.Select(name => Array.IndexOf(_classes, name)).ToArray())).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            chance.Shuffle(order);
            foreach (var lesson in order.Select(place => known[place]))
            {
                var withheld = lesson.Rules.Length > 0 && chance.NextDouble() < RulesWithheld;
                Learn(withheld ? lesson.Words : [.. lesson.Words, .. lesson.Rules], lesson.Right);
            }
        }
    }

    private (int Row, float Value)[] Known(Feature[] features) =>
        [.. features.Where(feature => _rows.ContainsKey(feature.Key)).Select(feature => (_rows[feature.Key], feature.Value))];

    private void Learn((int Row, float Value)[] features, int[] right)
    {
        var error = Guess(features);
        foreach (var of in right)
        {
            error[of] -= 1;
        }

        foreach (var (row, value) in features)
        {
            for (var of = 0; of < _classes.Length; of++)
            {
                if (Math.Abs(error[of]) > Learned)
                {
                    var at = row * _classes.Length + of;
                    var slope = error[of] * value;
                    _steps[at] += slope * slope;
                    _weights[at] -= Rate * slope / Math.Sqrt(_steps[at]);
                }
            }
        }
    }

    /// <summary>How likely each class is by what is known so far.</summary>
    private double[] Guess((int Row, float Value)[] features)
    {
        var scores = new double[_classes.Length];
        foreach (var (row, value) in features)
        {
            for (var of = 0; of < scores.Length; of++)
            {
                scores[of] += _weights[row * _classes.Length + of] * value;
            }
        }

        if (_several)
        {
            for (var of = 0; of < scores.Length; of++)
            {
                scores[of] = 1 / (1 + Math.Exp(-scores[of]));
            }

            return scores;
        }

        var (max, sum) = (scores.Max(), 0.0);
        for (var of = 0; of < scores.Length; of++)
        {
            sum += scores[of] = Math.Exp(scores[of] - max);
        }

        for (var of = 0; of < scores.Length; of++)
        {
            scores[of] /= sum;
        }

        return scores;
    }
}
