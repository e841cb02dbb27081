using System.Runtime.InteropServices;

namespace VoiceGateway.Speech.Whisper;

/// <summary><c>struct whisper_context_params</c> of whisper.cpp 1.8.3 (48 bytes); filled by the library, changed by name.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WhisperContextParams
{
    public byte UseGpu;
    public byte FlashAttention;
    public int GpuDevice;
    public byte DtwTokenTimestamps;
    public int DtwAheadsPreset;
    public int DtwTop;
    public nuint DtwHeadCount;
    public nint DtwHeads;
    public nuint DtwMemory;
}
