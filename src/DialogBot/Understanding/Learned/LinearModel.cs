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
    private readonly float[] _weights;

    /// <param name="weights">Class after class for each row of the index; rows beyond its end weigh nothing.</param>
    public LinearModel(string[] classes, float[] weights) => (Classes, _weights) = (classes, weights);

    public string[] Classes { get; }

    /// <summary>Reads a model, and gives its features rows in the index that it shares with others.</summary>
    public static LinearModel Parse(IReadOnlyList<string> lines, FeatureIndex index)
    {
        var classes = lines[0].Split(' ');
        var rows = new int[lines.Count - 1];
        for (var line = 0; line < rows.Length; line++)
        {
            rows[line] = index.Add(FeatureKey.Parse(lines[line + 1].AsSpan(0, lines[line + 1].IndexOf('\t', StringComparison.Ordinal))));
        }

        var weights = new float[index.Count * classes.Length];
        for (var line = 0; line < rows.Length; line++)
        {
            var cells = lines[line + 1].AsSpan(lines[line + 1].IndexOf('\t', StringComparison.Ordinal) + 1);
            foreach (var range in cells.Split(' '))
            {
                var cell = cells[range];
                var colon = cell.IndexOf(':');
                weights[rows[line] * classes.Length + int.Parse(cell[..colon], CultureInfo.InvariantCulture)] = int.Parse(cell[(colon + 1)..], CultureInfo.InvariantCulture) / Unit;
            }
        }

        return new LinearModel(classes, weights);
    }

    /// <summary>Adds up the weights of features, for each class.</summary>
    public void Score(List<Weighted> features, Span<float> scores)
    {
        foreach (var feature in features)
        {
            var at = feature.Row * scores.Length;
            if (at < _weights.Length)
            {
                Add(_weights.AsSpan(at, scores.Length), feature.Value, scores);
            }
        }
    }

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
