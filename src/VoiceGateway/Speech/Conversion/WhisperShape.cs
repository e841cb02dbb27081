using System.Text.Json.Serialization;

namespace VoiceGateway.Speech.Conversion;

/// <summary>The dimensions of a Whisper model, from the <c>config.json</c> beside its weights.</summary>
internal sealed record WhisperShape(
    [property: JsonPropertyName("vocab_size")] int Vocabulary,
    [property: JsonPropertyName("max_source_positions")] int AudioContext,
    [property: JsonPropertyName("d_model")] int Width,
    [property: JsonPropertyName("encoder_attention_heads")] int EncoderHeads,
    [property: JsonPropertyName("encoder_layers")] int EncoderLayers,
    [property: JsonPropertyName("max_target_positions")] int TextContext,
    [property: JsonPropertyName("decoder_attention_heads")] int DecoderHeads,
    [property: JsonPropertyName("decoder_layers")] int DecoderLayers,
    [property: JsonPropertyName("num_mel_bins")] int Mels)
{
    /// <summary>How many tensors whisper.cpp expects of a model of this shape.</summary>
    public int Tensors => 11 + (15 * EncoderLayers) + (24 * DecoderLayers);
}
