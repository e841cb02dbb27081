namespace VoiceGateway.Media;

/// <summary>The µ-law of ITU-T G.711: one byte a sample, 8,000 samples a second; allocates nothing.</summary>
public static class MuLaw
{
    /// <summary>Silence on the line: the byte of sample 0.</summary>
    public const byte Silence = 0xFF;

    // G.711 works on 14 bits; on 16 bits its bias of 33 and its clip of 8,159 are four times as large.
    private const int Bias = 33 << 2;
    private const int Clip = (8159 << 2) - 1;

    private static readonly short[] Decoded = [.. Enumerable.Range(0, 256).Select(value => DecodeByRule((byte)value))];
    private static readonly byte[] Encoded = [.. Enumerable.Range(0, 65536).Select(value => EncodeByRule((short)(value - 32768)))];

    public static short Decode(byte value) => Decoded[value];

    public static byte Encode(short sample) => Encoded[sample + 32768];

    /// <summary>Decodes every byte; <paramref name="samples"/> must be at least as long as <paramref name="bytes"/>.</summary>
    public static void Decode(ReadOnlySpan<byte> bytes, Span<short> samples)
    {
        for (var index = 0; index < bytes.Length; index++)
        {
            samples[index] = Decoded[bytes[index]];
        }
    }

    /// <summary>Encodes every sample; <paramref name="bytes"/> must be at least as long as <paramref name="samples"/>.</summary>
    public static void Encode(ReadOnlySpan<short> samples, Span<byte> bytes)
    {
        for (var index = 0; index < samples.Length; index++)
        {
            bytes[index] = Encoded[samples[index] + 32768];
        }
    }

    private static short DecodeByRule(byte value)
    {
        var inverted = ~value & 0xFF;
        var segment = (inverted >> 4) & 7;
        var step = inverted & 0x0F;
        var magnitude = (((step << 3) + Bias) << segment) - Bias;
        return (short)((inverted & 0x80) != 0 ? -magnitude : magnitude);
    }

    private static byte EncodeByRule(short sample)
    {
        var sign = sample < 0 ? 0x80 : 0;
        var magnitude = Math.Min(Math.Abs((int)sample), Clip) + Bias;
        var segment = 0;
        while (magnitude >> (segment + 8) != 0)
        {
            segment++;
        }

        var step = (magnitude >> (segment + 3)) & 0x0F;
        return (byte)~(sign | (segment << 4) | step);
    }
}
