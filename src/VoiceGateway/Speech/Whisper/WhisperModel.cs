namespace VoiceGateway.Speech.Whisper;

/// <summary>The weights of one Whisper, shared by every <see cref="WhisperDecoder"/> made from it.</summary>
internal sealed unsafe class WhisperModel : IDisposable
{
    // Cantonese has a token of its own only in the vocabularies that came after large-v3.
    private const int VocabularyWithCantonese = 51866;

    private WhisperModel(nint handle, string name)
    {
        Handle = handle;
        Name = name;
        EndOfText = WhisperNative.EndOfText(handle);
    }

    public nint Handle { get; private set; }

    public string Name { get; }

    /// <summary>The number of the token that ends a text; all text tokens have lower ones.</summary>
    public int EndOfText { get; }

    /// <param name="name">What it is called in the status.</param>
    /// <exception cref="SpeechEngineException">The file is no multilingual ggml Whisper model.</exception>
    public static WhisperModel Load(string path, string name)
    {
        var defaults = WhisperNative.DefaultContextParams();
        var parameters = *defaults;
        WhisperNative.FreeContextParams(defaults);
        parameters.UseGpu = 0;

        var handle = WhisperNative.LoadModel(path, parameters);
        if (handle == 0)
        {
            throw new SpeechEngineException($"{path} is no Whisper model in ggml's format, or there is not enough memory for it.");
        }

        if (WhisperNative.IsMultilingual(handle) == 0)
        {
            WhisperNative.FreeModel(handle);
            throw new SpeechEngineException($"{path} is an English-only Whisper: a multilingual one is needed.");
        }

        return new WhisperModel(handle, name);
    }

    /// <summary>Whisper's code of the language in which it writes what a speaker of this locale says.</summary>
    public string LanguageOf(string locale) =>
        locale.StartsWith("yue", StringComparison.OrdinalIgnoreCase) && WhisperNative.VocabularySize(Handle) >= VocabularyWithCantonese ? "yue" : "zh";

    public void Dispose()
    {
        if (Handle != 0)
        {
            WhisperNative.FreeModel(Handle);
            Handle = 0;
        }
    }
}
