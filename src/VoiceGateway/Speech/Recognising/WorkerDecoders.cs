using VoiceGateway.Speech.Whisper;

namespace VoiceGateway.Speech.Recognising;

/// <summary>One worker's decoders: one for each model that it has used.</summary>
internal sealed class WorkerDecoders : IDisposable
{
    private readonly Dictionary<WhisperModel, WhisperDecoder> decoders = [];

    public WhisperDecoder Of(WhisperModel model)
    {
        if (!decoders.TryGetValue(model, out var decoder))
        {
            decoders[model] = decoder = new WhisperDecoder(model);
        }

        return decoder;
    }

    public void Dispose()
    {
        foreach (var decoder in decoders.Values)
        {
            decoder.Dispose();
        }
    }
}
