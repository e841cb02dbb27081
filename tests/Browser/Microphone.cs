using VoiceGateway.Media;

namespace Browser;

/// <summary>A WAV file for Chromium's microphone: silence, one sentence, silence.</summary>
internal sealed class Microphone : IDisposable
{
    private const int Telephone = 8000;

    private Microphone(string file) => File = file;

    public string File { get; }

    /// <param name="muLaw">8 kHz µ-law.</param>
    /// <param name="before">Silence before it, while the greeting is heard.</param>
    public static Microphone With(ReadOnlyMemory<byte> muLaw, TimeSpan before, TimeSpan after)
    {
        var file = Path.Combine(Path.GetTempPath(), $"voicecare-microphone-{Guid.NewGuid():N}.wav");
        using var wav = new BinaryWriter(System.IO.File.Create(file));
        var samples = (int)((before + after).TotalSeconds * Telephone) + muLaw.Length;
        wav.Write("RIFF"u8);
        wav.Write(36 + (samples * 2));
        wav.Write("WAVEfmt "u8);
        wav.Write(16);
        wav.Write((short)1);
        wav.Write((short)1);
        wav.Write(Telephone);
        wav.Write(Telephone * 2);
        wav.Write((short)2);
        wav.Write((short)16);
        wav.Write("data"u8);
        wav.Write(samples * 2);
        wav.Write(new byte[(int)(before.TotalSeconds * Telephone) * 2]);
        foreach (var sample in muLaw.Span)
        {
            wav.Write(MuLaw.Decode(sample));
        }

        wav.Write(new byte[(int)(after.TotalSeconds * Telephone) * 2]);
        return new Microphone(file);
    }

    public void Dispose() => System.IO.File.Delete(File);
}
