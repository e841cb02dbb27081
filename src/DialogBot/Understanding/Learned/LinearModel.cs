using System.Globalization;
using System.Numerics;

namespace DialogBot.Understanding.Learned;

/// <summary>
/// A weight for every feature and class, learned from sentences whose meaning is known. As text: the classes in the first
/// line, then a feature a line with its weights in hundredths: <c>g摔倒&lt;TAB&gt;3:120 7:-45</c>.
/// </summary>
internal sealed class LinearModel
{
    private const float Unit = 100;
    private readonly Dictionary<ulong, int> _rows;
    private readonly float[] _weights;

    public LinearModel(string[] classes, Dictionary<ulong, int> rows, float[] weights) => (Classes, _rows, _weights) = (classes, rows, weights);

    public string[] Classes { get; }

    public static LinearModel Parse(IReadOnlyList<string> lines)
    {
        var classes = lines[0].Split(' ');
        var rows = new Dictionary<ulong, int>(lines.Count);
        var weights = new float[(lines.Count - 1) * classes.Length];
        for (var row = 0; row < lines.Count - 1; row++)
        {
            var line = lines[row + 1].AsSpan();
            var tab = line.IndexOf('\t');
            rows.Add(FeatureKey.Parse(line[..tab]), row);
            var cells = line[(tab + 1)..];
            foreach (var range in cells.Split(' '))
            {
                var cell = cells[range];
                var colon = cell.IndexOf(':');
                weights[row * classes.Length + int.Parse(cell[..colon], CultureInfo.InvariantCulture)] = int.Parse(cell[(colon + 1)..], CultureInfo.InvariantCulture) / Unit;
            }
        }

        return new LinearModel(classes, rows, weights);
    }

    /// <summary>Adds up the weights of all features, for each class; answers which share of the features is known.</summary>
    public double Score(List<Feature> features, Span<float> scores)
    {
        var known = 0;
        foreach (var feature in features)
        {
            if (_rows.TryGetValue(feature.Key, out var row))
            {
                Add(_weights.AsSpan(row * scores.Length, scores.Length), feature.Value, scores);
                known++;
            }
        }

        return (double)known / Math.Max(1, features.Count);
    }

    /// <summary>What one feature says for a class.</summary>
    public float Weight(in Feature feature, int of) => _rows.TryGetValue(feature.Key, out var row) ? _weights[row * Classes.Length + of] * feature.Value : 0;

    private static void Add(ReadOnlySpan<float> weights, float value, Span<float> scores)
    {
        var i = 0;
        for (; i <= scores.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(scores[i..]) + new Vector<float>(weights[i..]) * value).CopyTo(scores[i..]);
        }

        for (; i < scores.Length; i++)
        {
            scores[i] += weights[i] * value;
        }
    }
}
