using System.Text.Json;

namespace VoiceGateway.Screens.DirectLine;

/// <summary>What a client posts, as far as it matters here.</summary>
/// <param name="Type">message, event, typing, endOfConversation, …</param>
/// <param name="Text">Of a message; null where it has none.</param>
/// <param name="Name">Of an event.</param>
/// <param name="Value">Of an event, or of a button that posts back.</param>
/// <param name="ChannelData">As it came.</param>
/// <param name="ClientId">The client's own name of it (channelData.clientActivityID).</param>
/// <param name="ExpectsReplies">The answer is wanted in the response.</param>
internal sealed record IncomingActivity(
    string Type, string From, string? Text, string? Name, JsonElement? Value, JsonElement? ChannelData, string? ClientId, bool ExpectsReplies)
{
    private const int LongestId = 200;

    /// <returns>Null where the sender or the type is missing.</returns>
    public static IncomingActivity? Read(JsonElement activity)
    {
        if (activity.ValueKind != JsonValueKind.Object || String(activity, "type") is not { Length: > 0 } type
            || !activity.TryGetProperty("from", out var from) || String(from, "id") is not { Length: > 0 and <= LongestId } sender)
        {
            return null;
        }

        var data = activity.TryGetProperty("channelData", out var sent) && sent.ValueKind == JsonValueKind.Object ? sent.Clone() : (JsonElement?)null;
        var value = activity.TryGetProperty("value", out var given) ? given.Clone() : (JsonElement?)null;
        var clientId = data is { } own ? String(own, "clientActivityID") : null;
        return new IncomingActivity(
            type,
            sender,
            String(activity, "text") ?? (value is { ValueKind: JsonValueKind.String } posted ? posted.GetString() : null),
            String(activity, "name"),
            value,
            data,
            clientId is { Length: <= LongestId } ? clientId : null,
            String(activity, "deliveryMode") == "expectReplies");
    }

    private static string? String(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
