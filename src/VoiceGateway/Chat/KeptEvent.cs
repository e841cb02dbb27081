using System.Text.Encodings.Web;
using System.Text.Json;

namespace VoiceGateway.Chat;

/// <summary>An event as it is kept: JSON, with Chinese as it is, for in escapes it is twice as long.</summary>
internal static class KeptEvent
{
    private static readonly ChatJson Json = new(new JsonSerializerOptions(ChatJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write(ChatEvent happened) => JsonSerializer.Serialize(happened, Json.ChatEvent);

    public static ChatEvent Read(string kept) => JsonSerializer.Deserialize(kept, Json.ChatEvent) ?? throw new JsonException("An event is kept as null.");
}
