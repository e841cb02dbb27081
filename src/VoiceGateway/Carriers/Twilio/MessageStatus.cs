using Dispatch;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>Twilio's words for how a message stands. Source: https://www.twilio.com/docs/messaging/api/message-resource</summary>
internal static class MessageStatus
{
    /// <param name="code">Number of the error; 0 for none.</param>
    /// <returns>Null for a word that says nothing of a message on its way to a phone.</returns>
    public static SmsState? State(string status, int code) => status switch
    {
        "accepted" or "scheduled" or "queued" or "sending" => SmsState.Queued,
        "sent" => SmsState.Sent,
        "delivered" or "read" => SmsState.Delivered,
        "undelivered" or "failed" or "canceled" => TwilioErrors.IsUnreachable(code) ? SmsState.Unreachable : SmsState.Undelivered,
        _ => null,
    };
}
