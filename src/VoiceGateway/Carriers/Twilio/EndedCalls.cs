namespace VoiceGateway.Carriers.Twilio;

/// <summary>The calls that we have ended. When a stream ends Twilio asks how to go on, and only a call that is not among them was cut off.</summary>
internal sealed class EndedCalls(CarrierMemory memory)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    public Task NoteAsync(string callSid, CancellationToken cancellation) => memory.NoteAsync(Name(callSid), "ended", Remembered, cancellation);

    public async Task<bool> HasAsync(string callSid, CancellationToken cancellation) => await memory.FindAsync(Name(callSid), cancellation) is not null;

    private static string Name(string callSid) => $"ended:{callSid}";
}
