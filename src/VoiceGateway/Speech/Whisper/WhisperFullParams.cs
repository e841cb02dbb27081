using System.Runtime.InteropServices;

namespace VoiceGateway.Speech.Whisper;

/// <summary><c>struct whisper_full_params</c> of whisper.cpp 1.8.3 (304 bytes); filled by the library, changed by name.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct WhisperFullParams
{
    public int Strategy;
    public int Threads;
    public int MaxTextContext;
    public int OffsetMilliseconds;
    public int DurationMilliseconds;
    public byte Translate;
    public byte NoContext;
    public byte NoTimestamps;
    public byte SingleSegment;
    public byte PrintSpecial;
    public byte PrintProgress;
    public byte PrintRealtime;
    public byte PrintTimestamps;
    public byte TokenTimestamps;
    public float TimestampThreshold;
    public float TimestampSumThreshold;
    public int MaxSegmentLength;
    public byte SplitOnWord;
    public int MaxTokens;
    public byte DebugMode;
    public int AudioContext;
    public byte TinyDiarize;
    public byte* SuppressRegex;
    public byte* InitialPrompt;
    public byte CarryInitialPrompt;
    public int* PromptTokens;
    public int PromptTokenCount;
    public byte* Language;
    public byte DetectLanguage;
    public byte SuppressBlank;
    public byte SuppressNonSpeech;
    public float Temperature;
    public float MaxInitialTimestamp;
    public float LengthPenalty;
    public float TemperatureStep;
    public float EntropyThreshold;
    public float LogProbabilityThreshold;
    public float NoSpeechThreshold;
    public int BestOf;
    public int BeamSize;
    public float BeamPatience;
    public nint NewSegmentCallback;
    public nint NewSegmentData;
    public nint ProgressCallback;
    public nint ProgressData;
    public nint EncoderBeginCallback;
    public nint EncoderBeginData;
    public delegate* unmanaged<void*, byte> AbortCallback;
    public void* AbortData;
    public delegate* unmanaged<nint, nint, WhisperTokenData*, int, float*, void*, void> LogitsCallback;
    public void* LogitsData;
    public nint GrammarRules;
    public nuint GrammarRuleCount;
    public nuint GrammarStart;
    public float GrammarPenalty;
    public byte VoiceActivity;
    public byte* VoiceActivityModel;
    public float VadThreshold;
    public int VadMinSpeechMilliseconds;
    public int VadMinSilenceMilliseconds;
    public float VadMaxSpeechSeconds;
    public int VadPadMilliseconds;
    public float VadOverlap;
}
