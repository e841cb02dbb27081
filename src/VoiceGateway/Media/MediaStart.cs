namespace VoiceGateway.Media;

/// <summary>The first message of a stream: names it and carries what the carrier was told about the call.</summary>
/// <param name="StreamSid">Names the stream in every message sent back.</param>
/// <param name="CallSid">The carrier's name of the call.</param>
/// <param name="Parameters">
/// <c>from</c> and <c>to</c>: the two numbers. <c>call</c>: the id of the outgoing call that this stream answers.
/// <c>again</c>: how often the stream of this call has broken and was opened again; absent where the carrier opens none again.
/// <c>captions</c>: "on" where the far end shows captions and states (the local carrier does).
/// </param>
internal sealed record MediaStart(string StreamSid, string CallSid, IReadOnlyDictionary<string, string> Parameters)
{
    public const string Again = "again";
    public const string Call = "call";

    public string Parameter(string name) => Parameters.GetValueOrDefault(name, string.Empty);
}
