using DialogBot.Understanding;
using DialogBot.Understanding.Learned;

namespace DialogBot.Tests.Understanding.Learning;

/// <summary>The specs as lessons: all but those that are held back.</summary>
internal static class Lessons
{
    /// <summary>How many pairs of wishes are joined to one sentence, and how long each may be.</summary>
    private const int MostJoined = 600;
    private const int LongestJoined = 28;
    private static readonly string[] Joints = ["，", "，再", "，还有", "，另外", "，顺便", "，", "。", "，也", "，然后", "，再就是", "，还要"];

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
        [.. specs.Select(spec =>
        {
            var (words, _, _, dangers, _) = rules.Observe(spec.Utterance.Text, spec.At, spec.Region);
            return new Lesson(spec.Utterance.Text, words, dangers, [spec.Danger is null ? DangerSense.Calm : DangerSense.Danger], [.. rules.DangerPatterns]);
        })];

    /// <summary>Which danger it tells of.</summary>
    public static Lesson[] OfDangers(IEnumerable<Spec> specs, Understander rules) =>
        [.. specs.Where(spec => spec.Danger is not null).Select(spec => Observe(spec, rules, spec.Danger is "120" or "other" ? "help" : spec.Danger!) with { Rules = [] })];

    /// <summary>Which services it asks for.</summary>
    public static Lesson[] OfServices(IEnumerable<Spec> specs, Understander rules) =>
        [.. specs.Where(spec => spec.Danger is null && (spec.Services.Length > 0 || spec.Intent == "order.create")).Concat(Joined(specs)).Select(spec =>
        {
            var (words, _, made, _, _) = rules.Observe(spec.Utterance.Text, spec.At, spec.Region);
            return new Lesson(spec.Utterance.Text, words, made, spec.Services, [.. rules.ServicePatterns]);
        })];

    /// <summary>Two wishes said one after the other are two orders.</summary>
    private static IEnumerable<Spec> Joined(IEnumerable<Spec> specs)
    {
        var chance = new Random(1);
        var wishes = specs.Where(spec => spec is { Danger: null, Intent: "order.create", Services.Length: 1 } && spec.Text.Length <= LongestJoined && !spec.Text.Contains('@', StringComparison.Ordinal)).ToArray();
        for (var i = 0; i < MostJoined; i++)
        {
            var (one, other) = (wishes[chance.Next(wishes.Length)], wishes[chance.Next(wishes.Length)]);
            if (one.Services[0] != other.Services[0])
            {
                yield return one with { Text = one.Text.TrimEnd('。', '！', '？', '，') + Joints[chance.Next(Joints.Length)] + other.Text, Services = [one.Services[0], other.Services[0]] };
            }
        }
    }

    private static Lesson Observe(Spec spec, Understander rules, string meaning)
    {
        var text = spec.Utterance.Text;
        var (words, made, _, _, reading) = rules.Observe(text, spec.At, spec.Region);
        return new Lesson(text, words, made, [meaning], [.. reading.Evidence.Select(sign => sign.Rule)]);
    }
}
