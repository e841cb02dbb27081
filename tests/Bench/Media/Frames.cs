using System.Buffers.Binary;
using System.Text;
using VoiceGateway.Media;

namespace Bench.Media;

/// <summary>What a carrier sends: speech and pauses in frames of 20 ms, as Twilio's media messages, ready for the wire.</summary>
internal static class Frames
{
    public const int Samples = Sound.Telephone / 50;

    /// <summary>Bytes of the WebSocket before a media message.</summary>
    public const int Head = 8;

    private const byte TextMessage = 0x81;
    private const byte Masked = 0x80;

    /// <summary>The frames of three seconds: two of a voice, one of a quiet line.</summary>
    public static byte[][] Media { get; } = [.. Tone(2).Concat(Quiet(1)).Chunk(Samples).Select((frame, chunk) => Message(
        $$$"""{"event":"media","sequenceNumber":"{{{chunk + 2}}}","media":{"track":"inbound","chunk":"{{{chunk + 1}}}","timestamp":"{{{chunk * 20}}}","payload":"{{{Convert.ToBase64String(frame)}}}"},"streamSid":"MZ18ad3ab5a668481ce02b83e7395059f0"}"""))];

    public static byte[] Key { get; } = Message("""{"event":"dtmf","streamSid":"MZ18ad3ab5a668481ce02b83e7395059f0","sequenceNumber":"5","dtmf":{"track":"inbound_track","digit":"1"}}""");

    /// <summary>8 kHz µ-law.</summary>
    public static byte[] Tone(int seconds) =>
        [.. Enumerable.Range(0, seconds * Sound.Telephone).Select(at => MuLaw.Encode((short)(6000 * Math.Sin(at * 0.4) * Math.Sin(at * 0.003))))];

    private static byte[] Quiet(int seconds) => [.. Enumerable.Repeat(MuLaw.Silence, seconds * Sound.Telephone)];

    /// <summary>A WebSocket message from a client; the mask is zero, which changes nothing.</summary>
    private static byte[] Message(string json)
    {
        var text = Encoding.UTF8.GetBytes(json);
        byte[] length = text.Length < 126 ? [(byte)(Masked | text.Length)] : [Masked | 126, 0, 0];
        if (length.Length > 1)
        {
            BinaryPrimitives.WriteUInt16BigEndian(length.AsSpan(1), (ushort)text.Length);
        }

        return [TextMessage, .. length, 0, 0, 0, 0, .. text];
    }
}
