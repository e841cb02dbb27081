using System.Runtime.InteropServices;
using VoiceGateway.Media;
using VoiceGateway.Speech.Onnx;

namespace VoiceGateway.Speech.Voices;

/// <summary>Kokoro-82M.</summary>
internal sealed class KokoroVoice : IVoice, IDisposable
{
    private const int SampleRate = 24000;

    // A style of 256 numbers for every length of text, up to 510 sounds.
    private const int StyleSize = 256;
    private const int LongestText = 509;

    private readonly OnnxRuntime runtime;
    private readonly OnnxSession session;
    private readonly KokoroText text;
    private readonly float[] styles;

    /// <param name="folder">Holds kokoro-quantized.onnx, tokenizer.json and the voices.</param>
    /// <exception cref="SpeechEngineException">The voice is not there.</exception>
    public KokoroVoice(OnnxRuntime runtime, string folder, string voice, string lexicon, PronunciationKnowledge pronunciation, int threads)
    {
        var file = Path.Combine(folder, voice + ".bin");
        if (!File.Exists(file))
        {
            var known = Directory.EnumerateFiles(folder, "z*.bin").Select(Path.GetFileNameWithoutExtension).Order();
            throw new SpeechEngineException($"There is no voice {voice}; set Speech:Voice to one of {string.Join(", ", known)}.");
        }

        this.runtime = runtime;
        Name = "kokoro-" + voice;
        styles = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(file)).ToArray();
        text = new KokoroText(PinyinLexicon.Load(lexicon, pronunciation), pronunciation, KokoroText.ReadSounds(Path.Combine(folder, "tokenizer.json")));
        session = new OnnxSession(runtime, Path.Combine(folder, "kokoro-quantized.onnx"), threads, ["input_ids", "style", "speed"], ["waveform"]);
    }

    public string Name { get; }

    public bool Speaks(string locale) => locale.StartsWith("zh", StringComparison.OrdinalIgnoreCase);

    public Sound Say(Sentence sentence)
    {
        var samples = new List<short>();
        foreach (var part in text.Numbers(text.Sounds(sentence.Text)).Chunk(LongestText))
        {
            Say(part, sentence.Rate, samples);
        }

        return new Sound(samples.ToArray(), SampleRate);
    }

    public void Dispose() => session.Dispose();

    private void Say(int[] sounds, double rate, List<short> samples)
    {
        // A rest (0) before and after.
        using var input = OnnxValue.OfIntegers(runtime, 1, sounds.Length + 2);
        for (var index = 0; index < sounds.Length; index++)
        {
            input.Integers[index + 1] = sounds[index];
        }

        using var style = OnnxValue.OfFloats(runtime, 1, StyleSize);
        styles.AsSpan(sounds.Length * StyleSize, StyleSize).CopyTo(style.Floats);
        using var speed = OnnxValue.OfFloats(runtime, 1);
        speed.Floats[0] = (float)rate;
        using var output = session.Run([input, style, speed]);
        foreach (var sample in output.Floats)
        {
            samples.Add((short)Math.Clamp(sample * short.MaxValue, short.MinValue, short.MaxValue));
        }
    }
}
