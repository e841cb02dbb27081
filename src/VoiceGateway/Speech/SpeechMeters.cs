using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace VoiceGateway.Speech;

/// <summary>What speech tells OpenTelemetry.</summary>
internal static class SpeechMeters
{
    public const string Name = "VoiceCare.Speech";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Refused = Meter.CreateCounter<long>(
        "speech.recognition.refused", "{utterance}", "Utterances answered busy because too many waited.");

    public static readonly UpDownCounter<long> Waiting = Meter.CreateUpDownCounter<long>(
        "speech.recognition.queue", "{utterance}", "Utterances that wait for the recogniser or are in it.");

    private static readonly Histogram<double> Waited = Meter.CreateHistogram<double>(
        "speech.recognition.wait", "s", "Time of an utterance in the recogniser's queue.");

    private static readonly Histogram<double> Took = Meter.CreateHistogram<double>(
        "speech.recognition.duration", "s", "Time of an utterance in the recogniser.");

    private static readonly Histogram<double> Said = Meter.CreateHistogram<double>(
        "speech.synthesis.duration", "s", "Time of a sentence in the voice.");

    private static readonly Counter<long> Kept = Meter.CreateCounter<long>(
        "speech.synthesis.kept", "{sentence}", "Sentences that had been said before and were kept.");

    private static readonly Histogram<double> AskedFor = Meter.CreateHistogram<double>(
        "speech.remote.duration", "s", "Time of a request to an engine on another machine, by engine, kind and outcome.");

    private static readonly Counter<long> Heard = Meter.CreateCounter<long>(
        "speech.recognition.heard", "{utterance}", "Utterances answered, by the engine that did.");

    public static void Asked(string engine, string kind, string outcome, TimeSpan took) => AskedFor.Record(
        took.TotalSeconds,
        new KeyValuePair<string, object?>("engine", engine),
        new KeyValuePair<string, object?>("kind", kind),
        new KeyValuePair<string, object?>("outcome", outcome));

    public static void HeardBy(string engine, RecognitionKind kind) => Heard.Add(
        1, new KeyValuePair<string, object?>("engine", engine), new KeyValuePair<string, object?>("kind", NameOf(kind)));

    public static void Recognized(RecognitionKind kind, TimeSpan waited, TimeSpan took)
    {
        var tag = new KeyValuePair<string, object?>("kind", NameOf(kind));
        Waited.Record(waited.TotalSeconds, tag);
        Took.Record(took.TotalSeconds, tag);
    }

    public static void Spoke(TimeSpan took) => Said.Record(took.TotalSeconds);

    public static void WasKept() => Kept.Add(1);

    private static string NameOf(RecognitionKind kind) => kind switch
    {
        RecognitionKind.Final => "final",
        RecognitionKind.Partial => "partial",
        _ => "ahead",
    };
}
