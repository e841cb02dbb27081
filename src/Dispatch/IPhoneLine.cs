namespace Dispatch;

/// <summary>A carrier's way of calling somebody. Implemented by VoiceGateway's carriers.</summary>
public interface IPhoneLine
{
    /// <summary>
    /// Starts a call that speaks <see cref="OutgoingCall.Text"/> and takes one of its keys. Returns when the carrier has
    /// taken it; how it ended comes back as a <see cref="CallReport"/>, later or even before this returns. Safe to repeat: the same id calls once.
    /// </summary>
    /// <returns>False where the carrier could not take it now: it is tried again, with another id.</returns>
    Task<bool> CallAsync(OutgoingCall call, CancellationToken cancellation);

    /// <summary>Ends a call that is still ringing or speaking; nothing happens when it has ended already.</summary>
    Task HangUpAsync(string callId, CancellationToken cancellation);
}
