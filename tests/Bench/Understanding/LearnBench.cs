using System.Globalization;
using DialogBot.Tests.Understanding;
using DialogBot.Tests.Understanding.Learning;
using DialogBot.Understanding;
using DialogBot.Understanding.Learned;

namespace Bench.Understanding;

/// <summary>
/// <c>learn FOLDER</c>: learns from the specs what decides over intent, services and danger, and writes it to understanding/learned/
/// in the given prompts folder; then says by cross-validation how well that holds for writers who were not learned from. To be run after
/// every change of the specs or of what the rules know.
/// </summary>
internal static class LearnBench
{
    public static async Task RunAsync(string? prompts)
    {
        var folder = Path.Combine(prompts ?? throw new ArgumentException("Name the prompts folder to write to.", nameof(prompts)), "understanding", "learned");
        var rules = Understander.LoadRules(prompts);
        var files = Lessons.Load(Path.Combine(AppContext.BaseDirectory, "specs"));
        Directory.CreateDirectory(folder);
        foreach (var (name, lessons, teacher) in Curriculum.Teach([.. files.SelectMany(file => file.Specs)], rules))
        {
            await WriteAsync(Path.Combine(folder, $"{name}.tsv"), lessons, teacher, rules);
        }

        CrossValidation.Print(files, rules);
    }

    private static async Task WriteAsync(string file, Lesson[] lessons, Teacher teacher, Understander rules)
    {
        var names = new FeatureNames(rules.Concepts, lessons.SelectMany(lesson => lesson.Signs), teacher.Classes, rules.DangerCategories);
        var rows = teacher.Weights
            .Select(row => $"{names.Of(row.Feature)}\t{string.Join(' ', row.Weights.Select(weight => string.Create(CultureInfo.InvariantCulture, $"{weight.Class}:{weight.Weight}")))}")
            .Order(StringComparer.Ordinal);
        await File.WriteAllLinesAsync(file, [string.Join(' ', teacher.Classes), .. rows]);
        Figures.Print($"{Path.GetFileName(file)}, lessons", lessons.Length, "sentences");
    }
}
