using DialogBot.Tests.Understanding;
using DialogBot.Tests.Understanding.Learning;
using DialogBot.Understanding;

namespace Bench.Understanding;

/// <summary>
/// Teaches from all spec files but one, and counts how well the callers of that one are understood: file after file, so that nobody's
/// sentences are judged by what was learned from the same writer. The rules' own words are not taken back, so files that they were tuned to look better.
/// </summary>
internal static class CrossValidation
{
    private const string Callers = "callers";

    public static void Print(IReadOnlyList<(string File, IReadOnlyList<Spec> Specs)> files, Understander rules)
    {
        var scores = new List<Score>();
        foreach (var (file, specs) in files.Where(file => file.File.StartsWith(Callers, StringComparison.Ordinal)))
        {
            var others = files.Where(other => other.File != file).SelectMany(other => other.Specs).ToArray();
            scores.Add(new Score(specs, rules.Taught(Curriculum.Judges(others, rules))));
            Console.WriteLine(scores[^1].Row(Path.GetFileNameWithoutExtension(file)));
        }

        Console.WriteLine(Score.Total(scores).Row("together"));
    }
}
