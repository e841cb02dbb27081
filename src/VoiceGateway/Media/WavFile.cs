using System.Buffers.Binary;

namespace VoiceGateway.Media;

/// <summary>Reads and writes WAV files (RIFF): PCM of 16 bits or µ-law, one channel or two, any sample rate.</summary>
public static class WavFile
{
    private const ushort Pcm = 1;
    private const ushort MuLawFormat = 7;
    private const ushort Extensible = 0xFFFE;

    /// <summary>The file's sound at its own rate; two channels are averaged into one.</summary>
    /// <exception cref="InvalidDataException">It is no WAV file, or one of another coding; the message says which.</exception>
    public static async Task<Sound> ReadAsync(string path, CancellationToken cancel)
    {
        try
        {
            return Parse(await File.ReadAllBytesAsync(path, cancel));
        }
        catch (InvalidDataException wrong)
        {
            throw new InvalidDataException($"{path}: {wrong.Message}", wrong);
        }
    }

    /// <inheritdoc cref="ReadAsync"/>
    public static Sound Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file[..4].SequenceEqual("RIFF"u8) || !file.Slice(8, 4).SequenceEqual("WAVE"u8))
        {
            throw new InvalidDataException("This is no WAV file: it does not begin with RIFF and WAVE.");
        }

        ReadOnlySpan<byte> format = default;
        var rest = file[12..];
        while (rest.Length >= 8)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            // A recorder that was cut off leaves a length that is too long (or 0xFFFFFFFF): take what is there.
            var body = rest.Slice(8, (int)Math.Min(length, (uint)(rest.Length - 8)));
            if (rest[..4].SequenceEqual("data"u8))
            {
                return Decode(format, body);
            }

            if (rest[..4].SequenceEqual("fmt "u8))
            {
                format = body;
            }

            rest = rest[Math.Min(rest.Length, 8 + body.Length + (body.Length & 1))..];
        }

        throw new InvalidDataException("The WAV file holds no data.");
    }

    /// <summary>A complete WAV file of 16 bits, one channel.</summary>
    public static byte[] Write(Sound sound)
    {
        var samples = sound.Samples.Span;
        var file = new byte[44 + (samples.Length * 2)];
        var span = file.AsSpan();
        "RIFF"u8.CopyTo(span);
        BinaryPrimitives.WriteInt32LittleEndian(span[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(span[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(span[20..], Pcm);
        BinaryPrimitives.WriteUInt16LittleEndian(span[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(span[24..], sound.Rate);
        BinaryPrimitives.WriteInt32LittleEndian(span[28..], sound.Rate * 2);
        BinaryPrimitives.WriteUInt16LittleEndian(span[32..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(span[34..], 16);
        "data"u8.CopyTo(span[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[40..], samples.Length * 2);
        for (var index = 0; index < samples.Length; index++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(span[(44 + (index * 2))..], samples[index]);
        }

        return file;
    }

    private static Sound Decode(ReadOnlySpan<byte> format, ReadOnlySpan<byte> data)
    {
        if (format.Length < 16)
        {
            throw new InvalidDataException("The WAV file does not say how its data are coded.");
        }

        var coding = BinaryPrimitives.ReadUInt16LittleEndian(format);
        var channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
        var rate = BinaryPrimitives.ReadInt32LittleEndian(format[4..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        if (coding == Extensible && format.Length >= 26)
        {
            coding = BinaryPrimitives.ReadUInt16LittleEndian(format[24..]);
        }

        if (channels is not (1 or 2) || rate <= 0)
        {
            throw new InvalidDataException($"The WAV file has {channels} channels at {rate} Hz; one or two can be read.");
        }

        var samples = (coding, bits) switch
        {
            (Pcm, 16) => FromPcm(data),
            (MuLawFormat, 8) => FromMuLaw(data),
            _ => throw new InvalidDataException($"The WAV file has coding {coding} with {bits} bits; PCM of 16 bits or µ-law can be read."),
        };
        return new Sound(channels == 1 ? samples : Mix(samples), rate);
    }

    private static short[] FromPcm(ReadOnlySpan<byte> data)
    {
        var samples = new short[data.Length / 2];
        for (var index = 0; index < samples.Length; index++)
        {
            samples[index] = BinaryPrimitives.ReadInt16LittleEndian(data[(index * 2)..]);
        }

        return samples;
    }

    private static short[] FromMuLaw(ReadOnlySpan<byte> data)
    {
        var samples = new short[data.Length];
        MuLaw.Decode(data, samples);
        return samples;
    }

    private static short[] Mix(short[] stereo)
    {
        var mono = new short[stereo.Length / 2];
        for (var index = 0; index < mono.Length; index++)
        {
            mono[index] = (short)((stereo[2 * index] + stereo[(2 * index) + 1]) / 2);
        }

        return mono;
    }
}
