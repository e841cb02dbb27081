using DialogBot.Understanding;
using DialogBot.Understanding.Learned;

namespace DialogBot.Tests.Understanding.Learning;

/// <summary>All that is taught from a set of specs.</summary>
internal static class Curriculum
{
    /// <summary>What is learned, by the name of its file of weights.</summary>
    public static IReadOnlyList<(string Name, Lesson[] Lessons, Teacher Teacher)> Teach(IReadOnlyList<Spec> specs, Understander rules) =>
    [
        Taught("intents", Lessons.OfIntents(specs, rules)),
        Taught("services", Lessons.OfServices(specs, rules), several: true),
        Taught("alarms", Lessons.OfAlarms(specs, rules)),
        Taught("dangers", Lessons.OfDangers(specs, rules)),
    ];

    public static Judges Judges(IReadOnlyList<Spec> specs, Understander rules)
    {
        var index = new FeatureIndex();
        var models = Teach(specs, rules).Select(taught => taught.Teacher.Model(index)).ToArray();
        return new Judges(index, new IntentJudge(models[0], index), new ServiceJudge(models[1], index), new DangerSense(models[2], models[3], index));
    }

    private static (string Name, Lesson[] Lessons, Teacher Teacher) Taught(string name, Lesson[] lessons, bool several = false) => (name, lessons, new Teacher(lessons, several));
}
