using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace VoiceGateway.Media;

/// <summary>
/// Reads the messages of Twilio's Media Streams (connected, start, media, dtmf, mark, stop) and the local carrier's
/// <c>{"event":"text","text":"…","final":true}</c>. Members may come in any order. Allocates nothing for sound.
/// </summary>
internal static class MediaMessageReader
{
    /// <summary>Sound longer than this in one message is refused: one second.</summary>
    public const int MaxAudio = 8000;

    /// <param name="json">One whole message, UTF-8.</param>
    /// <param name="audio">Takes the sound of a media message; <see cref="MaxAudio"/> bytes.</param>
    /// <returns>False for what is no such message at all: broken JSON, broken base64, members of the wrong type.</returns>
    public static bool TryRead(ReadOnlySpan<byte> json, Span<byte> audio, out MediaMessage message)
    {
        message = default;
        try
        {
            var reader = new Utf8JsonReader(json);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && Members(ref reader, audio, out message);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private static bool Members(ref Utf8JsonReader reader, Span<byte> audio, out MediaMessage message)
    {
        var kind = MediaEvent.Unknown;
        var (length, key, text, final) = (0, default(char), default(string), true);
        var start = default(MediaStart);
        message = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("event"u8))
            {
                reader.Read();
                kind = Kind(ref reader);
            }
            else if (reader.ValueTextEquals("media"u8))
            {
                length = Payload(ref reader, audio);
                if (length < 0)
                {
                    return false;
                }
            }
            else if (reader.ValueTextEquals("dtmf"u8))
            {
                key = Inner(ref reader, "digit"u8) is [var digit] ? digit : default;
            }
            else if (reader.ValueTextEquals("mark"u8))
            {
                text = Inner(ref reader, "name"u8);
            }
            else if (reader.ValueTextEquals("text"u8))
            {
                reader.Read();
                text = reader.GetString();
            }
            else if (reader.ValueTextEquals("final"u8))
            {
                reader.Read();
                final = reader.GetBoolean();
            }
            else if (reader.ValueTextEquals("start"u8))
            {
                start = Start(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        message = new MediaMessage(kind, length, key, text, final, start);
        return true;
    }

    private static MediaEvent Kind(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("media"u8))
        {
            return MediaEvent.Media;
        }

        return reader.GetString() switch
        {
            "connected" => MediaEvent.Connected,
            "start" => MediaEvent.Start,
            "dtmf" => MediaEvent.Dtmf,
            "mark" => MediaEvent.Mark,
            "stop" => MediaEvent.Stop,
            "text" => MediaEvent.Text,
            _ => MediaEvent.Unknown,
        };
    }

    /// <returns>The bytes decoded, or -1 where the payload is no base64 or too long.</returns>
    private static int Payload(ref Utf8JsonReader reader, Span<byte> audio)
    {
        var length = 0;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("payload"u8))
            {
                reader.Read();
                length = Decode(ref reader, audio);
            }
            else
            {
                reader.Skip();
            }
        }

        return length;
    }

    private static int Decode(ref Utf8JsonReader reader, Span<byte> audio)
    {
        if (!reader.ValueIsEscaped)
        {
            return Decode(reader.ValueSpan, audio);
        }

        // Some writers escape the slash of base64.
        var unescaped = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            return Decode(unescaped.AsSpan(0, reader.CopyString(unescaped)), audio);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(unescaped);
        }
    }

    private static int Decode(ReadOnlySpan<byte> base64, Span<byte> audio) =>
        Base64.DecodeFromUtf8(base64, audio[..MaxAudio], out _, out var written) == OperationStatus.Done ? written : -1;

    private static string? Inner(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        string? value = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var wanted = reader.ValueTextEquals(name);
            reader.Read();
            if (wanted)
            {
                value = reader.GetString();
            }
            else
            {
                reader.Skip();
            }
        }

        return value;
    }

    private static MediaStart Start(ref Utf8JsonReader reader)
    {
        var (stream, call) = (string.Empty, string.Empty);
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "streamSid":
                    stream = reader.GetString() ?? string.Empty;
                    break;
                case "callSid":
                    call = reader.GetString() ?? string.Empty;
                    break;
                case "customParameters":
                    Parameters(ref reader, parameters);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new MediaStart(stream, call, parameters);
    }

    private static void Parameters(ref Utf8JsonReader reader, Dictionary<string, string> parameters)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            parameters[name] = reader.GetString() ?? string.Empty;
        }
    }
}
