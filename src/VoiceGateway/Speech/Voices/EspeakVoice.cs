using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using VoiceGateway.Media;

namespace VoiceGateway.Speech.Voices;

/// <summary>Debian's espeak-ng, run as a process: intelligible, not beautiful, there at once. For Cantonese, and the last resort.</summary>
internal sealed class EspeakVoice : IVoice
{
    private const string Program = "espeak-ng";
    private const int WordsPerMinute = 150;

    public string Name => "espeak-ng";

    public static bool IsInstalled()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Program, "--version") { RedirectStandardOutput = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    public bool Speaks(string locale) => true;

    public Sound Say(Sentence sentence)
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var language = sentence.Locale.StartsWith("yue", StringComparison.Ordinal) ? "yue" : "cmn-latn-pinyin";
        var pace = (WordsPerMinute * sentence.Rate).ToString("0", CultureInfo.InvariantCulture);
        foreach (var argument in (string[])["-v", language, "-s", pace, "--stdin", "--stdout"])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Write(sentence.Text);
            process.StandardInput.Close();
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            process.WaitForExit();
            return WavFile.Parse(output.GetBuffer().AsSpan(0, (int)output.Length));
        }
        catch (Exception failure) when (failure is Win32Exception or IOException or InvalidDataException)
        {
            throw new SpeechEngineException($"espeak-ng could not say it: {failure.Message}", failure);
        }
    }
}
