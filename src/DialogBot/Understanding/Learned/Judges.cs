namespace DialogBot.Understanding.Learned;

/// <summary>What was learned from sentences of known meaning (understanding/learned/), over one index of features.</summary>
internal sealed record Judges(FeatureIndex Index, IntentJudge Intents, ServiceJudge Services, DangerSense Dangers)
{
    /// <param name="lines">The lines of a file of weights, by its name.</param>
    public static Judges Parse(Func<string, IReadOnlyList<string>> lines)
    {
        var index = new FeatureIndex();
        var (intents, services) = (LinearModel.Parse(lines("intents"), index), LinearModel.Parse(lines("services"), index));
        var (alarms, dangers) = (LinearModel.Parse(lines("alarms"), index), LinearModel.Parse(lines("dangers"), index));
        return new Judges(index, new IntentJudge(intents, index), new ServiceJudge(services, index), new DangerSense(alarms, dangers, index));
    }
}
