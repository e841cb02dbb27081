using System.Runtime.InteropServices;

namespace VoiceGateway.Speech.Whisper;

/// <summary>The functions of whisper.cpp that are used here, as declared in whisper.h of exactly <see cref="Version"/>.</summary>
internal static unsafe partial class WhisperNative
{
    /// <summary>The structures below belong to this version; another one is refused.</summary>
    public const string Version = "1.8.3";

    public const int Greedy = 0;
    public const int BeamSearch = 1;

    private const string Whisper = "libwhisper.so";
    private const string Ggml = "libggml.so";

    [LibraryImport(Ggml, EntryPoint = "ggml_backend_load_all_from_path", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void LoadBackends(string folder);

    [LibraryImport(Whisper, EntryPoint = "whisper_version")]
    public static partial byte* GetVersion();

    [LibraryImport(Whisper, EntryPoint = "whisper_log_set")]
    public static partial void SetLog(delegate* unmanaged<int, byte*, void*, void> log, void* data);

    [LibraryImport(Whisper, EntryPoint = "whisper_context_default_params_by_ref")]
    public static partial WhisperContextParams* DefaultContextParams();

    [LibraryImport(Whisper, EntryPoint = "whisper_free_context_params")]
    public static partial void FreeContextParams(WhisperContextParams* parameters);

    [LibraryImport(Whisper, EntryPoint = "whisper_init_from_file_with_params_no_state", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint LoadModel(string path, WhisperContextParams parameters);

    [LibraryImport(Whisper, EntryPoint = "whisper_free")]
    public static partial void FreeModel(nint context);

    [LibraryImport(Whisper, EntryPoint = "whisper_init_state")]
    public static partial nint CreateState(nint context);

    [LibraryImport(Whisper, EntryPoint = "whisper_free_state")]
    public static partial void FreeState(nint state);

    [LibraryImport(Whisper, EntryPoint = "whisper_is_multilingual")]
    public static partial int IsMultilingual(nint context);

    [LibraryImport(Whisper, EntryPoint = "whisper_n_vocab")]
    public static partial int VocabularySize(nint context);

    [LibraryImport(Whisper, EntryPoint = "whisper_token_eot")]
    public static partial int EndOfText(nint context);

    [LibraryImport(Whisper, EntryPoint = "whisper_token_to_str")]
    public static partial byte* TokenText(nint context, int token);

    [LibraryImport(Whisper, EntryPoint = "whisper_full_default_params_by_ref")]
    public static partial WhisperFullParams* DefaultFullParams(int strategy);

    [LibraryImport(Whisper, EntryPoint = "whisper_free_params")]
    public static partial void FreeFullParams(WhisperFullParams* parameters);

    [LibraryImport(Whisper, EntryPoint = "whisper_full_with_state")]
    public static partial int Full(nint context, nint state, WhisperFullParams parameters, float* samples, int count);

    [LibraryImport(Whisper, EntryPoint = "whisper_full_n_segments_from_state")]
    public static partial int SegmentCount(nint state);

    [LibraryImport(Whisper, EntryPoint = "whisper_full_n_tokens_from_state")]
    public static partial int TokenCount(nint state, int segment);

    [LibraryImport(Whisper, EntryPoint = "whisper_full_get_token_data_from_state")]
    public static partial WhisperTokenData TokenData(nint state, int segment, int token);

    [LibraryImport(Whisper, EntryPoint = "whisper_full_get_segment_no_speech_prob_from_state")]
    public static partial float NoSpeechProbability(nint state, int segment);
}
