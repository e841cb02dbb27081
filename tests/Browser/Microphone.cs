using Stories;

namespace Browser;

/// <summary>A WAV file for Chromium's microphone: silence, one sentence, silence.</summary>
internal sealed class Microphone : IDisposable
{
    private Microphone(string file) => File = file;

    public string File { get; }

    /// <param name="muLaw">8 kHz µ-law.</param>
    /// <param name="before">Silence before it, while the greeting is heard.</param>
    public static Microphone With(ReadOnlyMemory<byte> muLaw, TimeSpan before, TimeSpan after)
    {
        var file = Path.Combine(Path.GetTempPath(), $"voicecare-microphone-{Guid.NewGuid():N}.wav");
        TelephoneWav.Write(file, muLaw.Span, before, after);
        return new Microphone(file);
    }

    public void Dispose() => System.IO.File.Delete(File);
}
