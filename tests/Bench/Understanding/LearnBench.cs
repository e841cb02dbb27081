using System.Globalization;
using DialogBot.Tests.Understanding;
using DialogBot.Tests.Understanding.Learning;
using DialogBot.Understanding;
using DialogBot.Understanding.Learned;

namespace Bench.Understanding;

/// <summary>
/// <c>learn FOLDER</c>: learns from the specs what decides over intent and danger, and writes it to understanding/learned/
/// in the given prompts folder. To be run after every change of the specs or of what the rules know.
/// </summary>
internal static class LearnBench
{
    public static async Task RunAsync(string? prompts)
    {
        var folder = Path.Combine(prompts ?? throw new ArgumentException("Name the prompts folder to write to.", nameof(prompts)), "understanding", "learned");
        var rules = Understander.LoadRules(prompts);
        var specs = Lessons.Load(Path.Combine(AppContext.BaseDirectory, "specs")).SelectMany(file => file.Specs).ToArray();
        Directory.CreateDirectory(folder);
        await WriteAsync(Path.Combine(folder, "intents.tsv"), Lessons.OfIntents(specs, rules), rules);
        await WriteAsync(Path.Combine(folder, "alarms.tsv"), Lessons.OfAlarms(specs, rules), rules);
        await WriteAsync(Path.Combine(folder, "dangers.tsv"), Lessons.OfDangers(specs, rules), rules);
    }

    private static async Task WriteAsync(string file, Lesson[] lessons, Understander rules)
    {
        var teacher = new Teacher(lessons);
        var names = new FeatureNames(rules.Concepts, lessons.SelectMany(lesson => lesson.Signs));
        var rows = teacher.Weights
            .Select(row => $"{names.Of(row.Feature)}\t{string.Join(' ', row.Weights.Select(weight => string.Create(CultureInfo.InvariantCulture, $"{weight.Class}:{weight.Weight}")))}")
            .Order(StringComparer.Ordinal);
        await File.WriteAllLinesAsync(file, [string.Join(' ', teacher.Classes), .. rows]);
        Figures.Print($"{Path.GetFileName(file)}, lessons", lessons.Length, "sentences");
    }
}
