using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace VoiceGateway.Media;

/// <summary>
/// Writes messages to a telephone: Twilio's <c>media</c>, <c>mark</c>, <c>clear</c>, and the local carrier's extensions
/// <c>{"event":"caption","who":"bot|caller","text":"…"}</c>, <c>{"event":"state","state":"…"}</c> and
/// <c>{"event":"ended","order":"…"|null,"state":"…","normal":true}</c>. One instance a stream, one message at a time; its buffer is used again and again.
/// </summary>
internal sealed class MediaMessageWriter : IDisposable
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> buffer = new(4096);
    private readonly Utf8JsonWriter json;
    private readonly JsonEncodedText streamSid;

    public MediaMessageWriter(string streamSid)
    {
        json = new Utf8JsonWriter(buffer, Readable);
        this.streamSid = JsonEncodedText.Encode(streamSid);
    }

    /// <param name="muLaw">8 kHz, one byte a sample; any length.</param>
    /// <returns>The message; valid until the next is written.</returns>
    public ReadOnlyMemory<byte> Media(ReadOnlySpan<byte> muLaw)
    {
        Begin("media"u8);
        json.WriteStartObject("media"u8);
        json.WriteBase64String("payload"u8, muLaw);
        json.WriteEndObject();
        return End();
    }

    /// <summary>Comes back once everything sent before it was played, or at once after a clear.</summary>
    public ReadOnlyMemory<byte> Mark(string name)
    {
        Begin("mark"u8);
        json.WriteStartObject("mark"u8);
        json.WriteString("name"u8, name);
        json.WriteEndObject();
        return End();
    }

    /// <summary>The far end forgets the sound that it has not played yet.</summary>
    public ReadOnlyMemory<byte> Clear()
    {
        Begin("clear"u8);
        return End();
    }

    public ReadOnlyMemory<byte> Caption(string who, string text)
    {
        Begin("caption"u8);
        json.WriteString("who"u8, who);
        json.WriteString("text"u8, text);
        return End();
    }

    public ReadOnlyMemory<byte> State(string state)
    {
        Begin("state"u8);
        json.WriteString("state"u8, state);
        return End();
    }

    public ReadOnlyMemory<byte> Ended(string? order, string state, bool normal)
    {
        Begin("ended"u8);
        json.WriteString("order"u8, order);
        json.WriteString("state"u8, state);
        json.WriteBoolean("normal"u8, normal);
        return End();
    }

    public void Dispose() => json.Dispose();

    private void Begin(ReadOnlySpan<byte> kind)
    {
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        json.WriteString("event"u8, kind);
        json.WriteString("streamSid"u8, streamSid);
    }

    private ReadOnlyMemory<byte> End()
    {
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
