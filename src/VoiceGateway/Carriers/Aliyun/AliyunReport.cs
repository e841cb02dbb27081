using System.Text.Json.Serialization;
using Dispatch;

namespace VoiceGateway.Carriers.Aliyun;

/// <summary>What became of a message, as SmsReport posts it.</summary>
/// <param name="OutId">Our own name of the message.</param>
internal sealed record AliyunReport(
    [property: JsonPropertyName("out_id")] string? OutId,
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("err_code")] string? ErrorCode)
{
    public SmsState State => this switch
    {
        { Success: true } => SmsState.Delivered,
        { ErrorCode: "MOBILE_NOT_ON_SERVICE" or "INVALID_NUMBER" or "MOBILE_IN_BLACK" or "NO_ROUTE" } => SmsState.Unreachable,
        _ => SmsState.Undelivered,
    };
}
