using DialogBot.Understanding;
using DialogBot.Understanding.Learned;

namespace DialogBot.Tests.Understanding.Learning;

/// <summary>The specs as lessons: all but those that are held back.</summary>
internal static class Lessons
{
    public static readonly string[] HeldBack = ["held-out.txt", "callers-held-back.jsonl"];

    /// <summary>The spec files to learn from, in order of their names.</summary>
    public static IReadOnlyList<(string File, IReadOnlyList<Spec> Specs)> Load(string folder) =>
        [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
            .Where(path => Path.GetExtension(path) is ".txt" or ".jsonl" && !HeldBack.Contains(Path.GetFileName(path)))
            .Select(path => (Path.GetFileName(path), Path.GetExtension(path) == ".txt" ? Spec.Load(path) : CallerSpecs.Load(path)))];

    /// <summary>What an utterance is for, where nobody is in danger.</summary>
    public static Lesson[] OfIntents(IEnumerable<Spec> specs, Understander rules) =>
        [.. specs.Where(spec => spec.Danger is null && spec.Intent.Length > 0).Select(spec => Observe(spec, rules, spec.Intent))];

    /// <summary>Whether it tells of a danger.</summary>
    public static Lesson[] OfAlarms(IEnumerable<Spec> specs, Understander rules) =>
        [.. specs.Select(spec => Observe(spec, rules, spec.Danger is null ? DangerSense.Calm : DangerSense.Danger) with { Rules = [] })];

    /// <summary>Which danger it tells of.</summary>
    public static Lesson[] OfDangers(IEnumerable<Spec> specs, Understander rules) =>
        [.. specs.Where(spec => spec.Danger is not null).Select(spec => Observe(spec, rules, spec.Danger is "120" or "other" ? "help" : spec.Danger!) with { Rules = [] })];

    private static Lesson Observe(Spec spec, Understander rules, string meaning)
    {
        var text = spec.Utterance.Text;
        var (words, made, reading) = rules.Observe(text, spec.At, spec.Region);
        return new Lesson(text, words, made, meaning, [.. reading.Evidence.Select(sign => sign.Rule)]);
    }
}
