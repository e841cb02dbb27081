using System.Text.Json.Serialization;

namespace VoiceGateway.Chat;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ChatEvent))]
[JsonSerializable(typeof(LiveChat))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class ChatJson : JsonSerializerContext;
