using System.Text.Json.Serialization;

namespace VoiceGateway.Carriers.Aliyun;

/// <summary>A message that somebody wrote, as SmsUp posts it. Nothing ties it to the message that it answers.</summary>
internal sealed record AliyunReply(
    [property: JsonPropertyName("phone_number")] string PhoneNumber,
    [property: JsonPropertyName("content")] string Content,
    [property: JsonPropertyName("sequence_id")][property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] long SequenceId);
