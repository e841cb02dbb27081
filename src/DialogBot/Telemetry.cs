using System.Diagnostics;
using System.Diagnostics.Metrics;
using DialogBot.Understanding;
using DialogBot.Understanding.SecondOpinions;

namespace DialogBot;

/// <summary>What the bot counts and traces. Never words, names or numbers of a caller.</summary>
internal static class Telemetry
{
    public const string Name = "VoiceCare.DialogBot";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Turns = Meter.CreateCounter<long>("dialogbot.turns", "{turn}", "Turns answered, by intent");
    private static readonly Counter<long> Misunderstandings = Meter.CreateCounter<long>("dialogbot.misunderstandings", "{turn}", "Turns not understood");
    private static readonly Counter<long> Orders = Meter.CreateCounter<long>("dialogbot.orders", "{order}", "Confirmed orders, by outcome");
    private static readonly Counter<long> Handovers = Meter.CreateCounter<long>("dialogbot.handovers", "{call}", "Calls handed to a person, by reason");
    private static readonly Counter<long> Alarms = Meter.CreateCounter<long>("dialogbot.alarms", "{report}", "Dangers reported, by category");

    private static readonly Counter<long> Opinions = Meter.CreateCounter<long>("dialogbot.second_opinions", "{question}", "Utterances that a language model was asked about, by outcome");
    private static readonly Histogram<double> OpinionTook = Meter.CreateHistogram<double>("dialogbot.second_opinion.duration", "s", "Of asking the language model");

    public static ActivitySource Source { get; } = new(Name);

    public static void Turn(string kind) => Turns.Add(1, new KeyValuePair<string, object?>("intent", kind));

    public static void Misunderstood() => Misunderstandings.Add(1);

    public static void Order(PlaceOutcome outcome) => Orders.Add(1, new KeyValuePair<string, object?>("outcome", outcome.GetType().Name));

    public static void Handover(string reason) => Handovers.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public static void SecondOpinion(ModelOutcome outcome, TimeSpan took)
    {
        var tag = new KeyValuePair<string, object?>("outcome", outcome.ToString());
        Opinions.Add(1, tag);
        OpinionTook.Record(took.TotalSeconds, tag);
    }

    public static void Alarm(Danger danger) => Alarms.Add(1, new KeyValuePair<string, object?>("category", danger.Category));
}
