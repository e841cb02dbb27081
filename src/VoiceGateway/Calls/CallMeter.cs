using System.Diagnostics.Metrics;
using VoiceGateway.Hosting;

namespace VoiceGateway.Calls;

/// <summary>What is counted about calls.</summary>
internal static class CallMeter
{
    private static readonly UpDownCounter<int> Active =
        GatewayTelemetry.Meter.CreateUpDownCounter<int>("voicecare.calls.active", "{call}", "Calls on the line");

    private static readonly Counter<int> Finished =
        GatewayTelemetry.Meter.CreateCounter<int>("voicecare.calls.ended", "{call}", "Calls that have ended, by whether normally");

    private static readonly Counter<int> BargeIns =
        GatewayTelemetry.Meter.CreateCounter<int>("voicecare.call.barge_ins", "{interruption}", "Times that a caller's speech stopped the voice");

    private static readonly Counter<int> Continuations =
        GatewayTelemetry.Meter.CreateCounter<int>("voicecare.call.continuations", "{turn}", "Turns that went on after they were taken for ended");

    private static readonly Counter<int> Faults =
        GatewayTelemetry.Meter.CreateCounter<int>("voicecare.call.faults", "{fault}", "Turns that broke and were put through to a person");

    private static readonly Histogram<double> Answer =
        GatewayTelemetry.Meter.CreateHistogram<double>("voicecare.call.answer.duration", "s", "From the caller's last word to the first sound of the answer");

    private static readonly Histogram<double> Recognition =
        GatewayTelemetry.Meter.CreateHistogram<double>("voicecare.call.recognition.duration", "s", "Of an utterance, waiting for the engine included");

    private static readonly Histogram<double> Hearing =
        GatewayTelemetry.Meter.CreateHistogram<double>("voicecare.call.hearing.duration", "s", "From when an utterance was taken for ended until it was recognised");

    private static readonly Histogram<double> Thinking =
        GatewayTelemetry.Meter.CreateHistogram<double>("voicecare.call.thinking.duration", "s", "Of the bot's own part of a turn");

    private static readonly Counter<int> Queued =
        GatewayTelemetry.Meter.CreateCounter<int>("voicecare.calls.queued", "{call}", "Calls beyond capacity that were queued to people");

    private static readonly Histogram<double> Endpointing =
        GatewayTelemetry.Meter.CreateHistogram<double>("voicecare.call.endpointing.duration", "s", "From the caller's last word until it was taken for the last");

    private static readonly Histogram<double> Voice =
        GatewayTelemetry.Meter.CreateHistogram<double>("voicecare.call.voice.duration", "s", "From a sentence to its sound, where that had to be waited for");

    public static void Began(bool isQueued)
    {
        Active.Add(1);
        Queued.Add(isQueued ? 1 : 0);
    }

    public static void Ended(TimeSpan silence) => Endpointing.Record(silence.TotalSeconds);

    public static void Voiced(TimeSpan took) => Voice.Record(took.TotalSeconds);

    public static void Over(bool normal)
    {
        Active.Add(-1);
        Finished.Add(1, new KeyValuePair<string, object?>("voicecare.call.normal", normal));
    }

    public static void BargedIn() => BargeIns.Add(1);

    public static void WentOn() => Continuations.Add(1);

    public static void Broke() => Faults.Add(1);

    public static void Answered(TimeSpan took) => Answer.Record(took.TotalSeconds);

    public static void Recognised(TimeSpan took) => Recognition.Record(took.TotalSeconds);

    public static void Heard(TimeSpan took) => Hearing.Record(took.TotalSeconds);

    public static void Thought(TimeSpan took) => Thinking.Record(took.TotalSeconds);
}
