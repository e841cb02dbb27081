using VoiceGateway.Speech.Onnx;

namespace VoiceGateway.Speech.Activity;

/// <summary>Silero VAD v6: one model in memory for all calls; what a call has said so far is kept by its <see cref="SileroStream"/>.</summary>
internal sealed class SileroModel(OnnxRuntime runtime, string path) : IDisposable
{
    private readonly OnnxSession session = new(runtime, path, threads: 1, ["input", "state", "sr"], ["output", "stateN"]);

    public SileroStream CreateStream() => new(runtime, session);

    public void Dispose() => session.Dispose();
}
