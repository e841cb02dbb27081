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
    private const double RulesWithheld = 0.3;
    private const double Learned = 0.01;

    /// <summary>A feature seen in fewer lessons teaches nothing that holds for other sentences.</summary>
    private const int Familiar = 2;
    private readonly string[] _classes;
    private readonly Dictionary<ulong, int> _rows = [];
    private readonly double[] _weights;
    private readonly double[] _steps;

    public Teacher(IReadOnlyList<Lesson> lessons)
    {
        _classes = [.. lessons.Select(lesson => lesson.Class).Distinct().Order(StringComparer.Ordinal)];
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

    public LinearModel Model()
    {
        var weights = new float[_weights.Length];
        foreach (var row in _rows.Values)
        {
            foreach (var (of, weight) in Row(row))
            {
                weights[row * _classes.Length + of] = weight / 100f;
            }
        }

        return new LinearModel(_classes, new Dictionary<ulong, int>(_rows), weights);
    }

    private (int Class, int Weight)[] Row(int row) =>
        [.. _classes.Select((_, of) => (of, (int)Math.Round(_weights[row * _classes.Length + of] * 100))).Where(weight => Math.Abs(weight.Item2) >= 5)];

    private void Teach(IReadOnlyList<Lesson> lessons)
    {
        var chance = new Random(1);
        var order = Enumerable.Range(0, lessons.Count).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            chance.Shuffle(order);
            foreach (var lesson in order.Select(place => lessons[place]))
            {
                var withheld = lesson.Rules.Length > 0 && chance.NextDouble() < RulesWithheld;
                Learn(withheld ? lesson.Words : [.. lesson.Words, .. lesson.Rules], Array.IndexOf(_classes, lesson.Class));
            }
        }
    }

    private void Learn(Feature[] features, int right)
    {
        var error = Guess(features);
        error[right] -= 1;
        foreach (var feature in features)
        {
            if (!_rows.TryGetValue(feature.Key, out var row))
            {
                continue;
            }

            for (var of = 0; of < _classes.Length; of++)
            {
                if (Math.Abs(error[of]) > Learned)
                {
                    var at = row * _classes.Length + of;
                    var slope = error[of] * feature.Value;
                    _steps[at] += slope * slope;
                    _weights[at] -= Rate * slope / Math.Sqrt(_steps[at]);
                }
            }
        }
    }

    /// <summary>How likely each class is by what is known so far.</summary>
    private double[] Guess(Feature[] features)
    {
        var scores = new double[_classes.Length];
        foreach (var feature in features)
        {
            if (_rows.TryGetValue(feature.Key, out var row))
            {
                for (var of = 0; of < scores.Length; of++)
                {
                    scores[of] += _weights[row * _classes.Length + of] * feature.Value;
                }
            }
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
