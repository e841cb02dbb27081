using System.Runtime.InteropServices;

namespace VoiceGateway.Speech.Whisper;

/// <summary><c>struct whisper_token_data</c> of whisper.cpp 1.8.3 (56 bytes).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WhisperTokenData
{
    public int Id;
    public int TimestampId;
    public float Probability;
    public float LogProbability;
    public float TimestampProbability;
    public float TimestampProbabilitySum;
    public long Start;
    public long End;
    public long DtwTime;
    public float VoiceLength;
}
