namespace Dispatch;

/// <summary>A carrier's way of sending short messages. Implemented by VoiceGateway's carriers.</summary>
public interface ISmsSender
{
    /// <summary>
    /// Hands one message to the carrier. Safe to repeat: the same <see cref="Sms.Id"/> is sent once.
    /// Throws only when the carrier cannot be reached at all. What becomes of the message goes to <see cref="DispatchDesk.HearDeliveryAsync"/>.
    /// </summary>
    Task<SmsOutcome> SendAsync(Sms sms, CancellationToken cancellation);
}
