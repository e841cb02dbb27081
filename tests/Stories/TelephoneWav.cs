using VoiceGateway.Media;

namespace Stories;

/// <summary>Writes telephone sound as a WAV file of 16 bits a sample.</summary>
internal static class TelephoneWav
{
    public const int Rate = 8000;

    /// <param name="muLaw">8 kHz µ-law.</param>
    public static void Write(string file, ReadOnlySpan<byte> muLaw, TimeSpan silenceBefore = default, TimeSpan silenceAfter = default)
    {
        using var wav = new BinaryWriter(File.Create(file));
        var before = (int)(silenceBefore.TotalSeconds * Rate);
        var after = (int)(silenceAfter.TotalSeconds * Rate);
        var bytes = (before + muLaw.Length + after) * sizeof(short);
        wav.Write("RIFF"u8);
        wav.Write(36 + bytes);
        wav.Write("WAVEfmt "u8);
        wav.Write(16);
        wav.Write((short)1);
        wav.Write((short)1);
        wav.Write(Rate);
        wav.Write(Rate * sizeof(short));
        wav.Write((short)sizeof(short));
        wav.Write((short)16);
        wav.Write("data"u8);
        wav.Write(bytes);
        wav.Write(new byte[before * sizeof(short)]);
        foreach (var sample in muLaw)
        {
            wav.Write(MuLaw.Decode(sample));
        }

        wav.Write(new byte[after * sizeof(short)]);
    }
}
