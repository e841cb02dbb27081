using Dispatch;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>Twilio's words for how a call stands.</summary>
internal static class CallStatus
{
    /// <summary>Null while the call is not over.</summary>
    public static CallEnding? Ending(string status) => status switch
    {
        "completed" => CallEnding.Answered,
        "busy" => CallEnding.Busy,
        "no-answer" or "canceled" => CallEnding.NoAnswer,
        "failed" => CallEnding.Failed,
        _ => null,
    };
}
