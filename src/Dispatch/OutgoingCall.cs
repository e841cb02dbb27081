namespace Dispatch;

/// <param name="Id">Idempotency key, chosen by the desk; names the call in its <see cref="CallReport"/>.</param>
/// <param name="Text">What is spoken, repeated until a key is pressed or the call ends; rendered from prompts/.</param>
/// <param name="Keys">Keys that are an answer, e.g. "12"; empty where none is asked for. Nothing but a key counts as an answer: a voicemail sounds like a human.</param>
/// <param name="JoinTo">Conversation whose caller is bridged to this phone once <paramref name="JoinKey"/> is pressed; null for a plain message.</param>
/// <param name="JoinKey">The key that joins, one of <paramref name="Keys"/>.</param>
/// <param name="RingFor">How long it may ring.</param>
public sealed record OutgoingCall(
    string Id,
    string To,
    string Text,
    string Keys,
    string? JoinTo,
    char? JoinKey,
    TimeSpan RingFor)
{
    /// <summary>Asked after an answer to <see cref="Text"/>; null where that is all.</summary>
    public KeyQuestion? Then { get; init; }

    /// <summary>
    /// The bot goes on talking with whoever picks up, instead of saying <see cref="Text"/>; null for any other call. It is reported as
    /// answered as soon as it is picked up; that the line is over is told to <see cref="Alarms.AlarmDesk.LineLostAsync"/>.
    /// </summary>
    public ResumedLine? Resumes { get; init; }
}
