using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using VoiceGateway.Chat;

namespace VoiceGateway.Screens.DirectLine;

/// <summary>Writes a conversation's events as Bot Framework's activities. What only we need to know is left out.</summary>
internal static class ActivityWriter
{
    private const string Bot = "voicecare";

    // The response is JSON, never HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string IdOf(string conversation, long number) => string.Create(CultureInfo.InvariantCulture, $"{conversation}|{number:D7}");

    /// <summary>An ActivitySet: <c>{"activities":[…],"watermark":"…"}</c>.</summary>
    /// <param name="from">Number of the first event.</param>
    /// <param name="before">The events before it: an initiated handoff carries the transcript.</param>
    public static ArrayBufferWriter<byte> Set(Chat.Chat chat, IReadOnlyList<ChatEvent> events, long from, IReadOnlyList<ChatEvent> before, string? id = null)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        if (id is not null)
        {
            json.WriteString("id", id);
        }

        json.WriteStartArray("activities");
        for (var at = 0; at < events.Count; at++)
        {
            Write(json, chat, events[at], from + at, [.. before, .. events.Take(events[at] is ChatEvent.HandedOver ? at : 0)]);
        }

        json.WriteEndArray();
        json.WriteString("watermark", (from + events.Count).ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
        return buffer;
    }

    /// <summary>True where a client is shown something of it.</summary>
    public static bool IsShown(ChatEvent happened) => TypeOf(happened) is not null;

    private static string? TypeOf(ChatEvent happened) => happened switch
    {
        ChatEvent.Said => "message",
        ChatEvent.Signalled or ChatEvent.HandedOver or ChatEvent.Claimed or ChatEvent.HandedBack => "event",
        ChatEvent.Ended => "endOfConversation",
        _ => null,
    };

    private static void Write(Utf8JsonWriter json, Chat.Chat chat, ChatEvent happened, long number, IReadOnlyList<ChatEvent> before)
    {
        if (TypeOf(happened) is not { } type)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("id", IdOf(chat.Id, number));
        json.WriteString("timestamp", happened.At.UtcDateTime);
        json.WriteString("channelId", "directline");
        json.WriteString("locale", "zh-CN");
        WriteFrom(json, chat, happened);
        json.WriteStartObject("conversation");
        json.WriteString("id", chat.Id);
        json.WriteEndObject();
        WriteContent(json, chat, happened, before);
        json.WriteEndObject();
    }

    private static void WriteFrom(Utf8JsonWriter json, Chat.Chat chat, ChatEvent happened)
    {
        json.WriteStartObject("from");
        switch (happened)
        {
            case ChatEvent.Said { By: ChatSpeaker.Chatter, Name: var user }:
                WriteUser(json, user ?? chat.User.Id);
                break;
            case ChatEvent.Signalled { By: var user }:
                WriteUser(json, user);
                break;
            case ChatEvent.Ended:
                WriteUser(json, chat.User.Id);
                break;
            case ChatEvent.Said { By: ChatSpeaker.Operator, Name: var name }:
                json.WriteString("id", "operator");
                json.WriteString("name", name);
                json.WriteString("role", "bot");
                break;
            default:
                json.WriteString("id", Bot);
                json.WriteString("role", "bot");
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter json, string user)
    {
        json.WriteString("id", user);
        json.WriteString("role", "user");
    }

    private static void WriteContent(Utf8JsonWriter json, Chat.Chat chat, ChatEvent happened, IReadOnlyList<ChatEvent> before)
    {
        switch (happened)
        {
            case ChatEvent.Said said:
                json.WriteString("text", said.Text);
                WriteChoices(json, said.Choices);
                WriteAsSent(json, "channelData", said.Data);
                break;
            case ChatEvent.Signalled signalled:
                json.WriteString("name", signalled.What);
                WriteAsSent(json, "value", signalled.Value);
                WriteAsSent(json, "channelData", signalled.Data);
                break;
            case ChatEvent.HandedOver over:
                json.WriteString("name", "handoff.initiate");
                WriteObject(json, "value", ("reason", over.Reason));
                WriteTranscript(json, chat, before);
                break;
            case ChatEvent.Claimed claimed:
                json.WriteString("name", "handoff.status");
                WriteObject(json, "value", ("state", "accepted"), ("message", claimed.Name));
                break;
            case ChatEvent.HandedBack:
                json.WriteString("name", "handoff.status");
                WriteObject(json, "value", ("state", "completed"));
                break;
        }
    }

    private static void WriteChoices(Utf8JsonWriter json, IReadOnlyList<string> choices)
    {
        if (choices.Count == 0)
        {
            return;
        }

        json.WriteStartObject("suggestedActions");
        json.WriteStartArray("actions");
        foreach (var choice in choices)
        {
            json.WriteStartObject();
            json.WriteString("type", "imBack");
            json.WriteString("title", choice);
            json.WriteString("value", choice);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>As Bot Framework's handoff protocol has it: an attachment of activities.</summary>
    private static void WriteTranscript(Utf8JsonWriter json, Chat.Chat chat, IReadOnlyList<ChatEvent> before)
    {
        json.WriteStartArray("attachments");
        json.WriteStartObject();
        json.WriteString("contentType", "application/json");
        json.WriteString("name", "Transcript");
        json.WriteStartObject("content");
        json.WriteStartArray("activities");
        for (var at = 0; at < before.Count; at++)
        {
            if (before[at] is ChatEvent.Said)
            {
                Write(json, chat, before[at], at, []);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteAsSent(Utf8JsonWriter json, string name, JsonElement? sent)
    {
        if (sent is { } element)
        {
            json.WritePropertyName(name);
            element.WriteTo(json);
        }
    }

    private static void WriteObject(Utf8JsonWriter json, string name, params ReadOnlySpan<(string Name, string Value)> properties)
    {
        json.WriteStartObject(name);
        foreach (var property in properties)
        {
            json.WriteString(property.Name, property.Value);
        }

        json.WriteEndObject();
    }
}
