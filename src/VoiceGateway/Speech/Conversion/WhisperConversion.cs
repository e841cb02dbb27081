using System.Text.Json;
using System.Text.RegularExpressions;

namespace VoiceGateway.Speech.Conversion;

/// <summary>
/// Turns a multilingual Whisper of Hugging Face's shape, exported to ONNX with 8-bit weights, into a q8_0 model of whisper.cpp.
/// </summary>
internal static partial class WhisperConversion
{
    // ggml keeps these in full precision.
    private static readonly HashSet<string> FullPrecision =
        ["encoder.positional_embedding", "decoder.positional_embedding", "encoder.conv1.bias", "encoder.conv2.bias"];

    /// <param name="folder">Holds config.json, vocab.json and onnx/{encoder_model,decoder_model_merged}_quantized.onnx.</param>
    /// <param name="progress">0 to 1.</param>
    /// <exception cref="InvalidDataException">The files are not what they should be; the message says what is wrong.</exception>
    public static void Convert(string folder, Stream output, Action<double> progress, CancellationToken cancel)
    {
        var shape = JsonSerializer.Deserialize<WhisperShape>(File.ReadAllBytes(Path.Combine(folder, "config.json")))
            ?? throw new InvalidDataException("config.json is empty.");
        using var writer = new GgmlWriter(output);
        writer.WriteHeader(shape, MelFilters.Create(shape.Mels), WhisperVocabulary.Parse(File.ReadAllBytes(Path.Combine(folder, "vocab.json"))));

        var written = new HashSet<string>();
        foreach (var side in (string[])["encoder_model", "decoder_model_merged"])
        {
            var onnx = OnnxFile.Parse(File.ReadAllBytes(Path.Combine(folder, "onnx", side + "_quantized.onnx")));
            foreach (var weight in Weights(onnx, side.StartsWith("encoder", StringComparison.Ordinal) ? "encoder" : "decoder"))
            {
                cancel.ThrowIfCancellationRequested();
                if (written.Add(weight.Name))
                {
                    Write(writer, weight);
                    progress((double)written.Count / shape.Tensors);
                }
            }
        }

        if (written.Count != shape.Tensors)
        {
            throw new InvalidDataException($"The model has {written.Count} of the {shape.Tensors} tensors that a Whisper of its size needs.");
        }
    }

    private static void Write(GgmlWriter writer, Weight weight)
    {
        var values = weight.Values();
        if (weight.Shape.Count == 1 || FullPrecision.Contains(weight.Name))
        {
            // A convolution's bias is a column for ggml.
            var shape = weight.Name.Contains(".conv", StringComparison.Ordinal) ? [weight.Shape[0], 1] : weight.Shape;
            writer.WriteFloat32(weight.Name, shape, values);
        }
        else if (weight.Shape.Count == 2)
        {
            writer.WriteQ8(weight.Name, weight.Shape, values);
        }
        else
        {
            writer.WriteFloat16(weight.Name, weight.Shape, values);
        }
    }

    private static IEnumerable<Weight> Weights(OnnxFile onnx, string side) =>
        Matrices(onnx, side).Concat(Vectors(onnx, side)).Concat(Embeddings(onnx, side));

    private static IEnumerable<Weight> Matrices(OnnxFile onnx, string side)
    {
        foreach (var node in onnx.Nodes.Where(node => node.Operation is "MatMulInteger" or "ConvInteger"))
        {
            var tensor = node.Inputs.FirstOrDefault(input => input.EndsWith("_quantized", StringComparison.Ordinal) && onnx.Tensors.ContainsKey(input));
            var path = Operation().Replace(node.Name, "").Trim('/').Replace('/', '.').Replace("model.decoder.", "", StringComparison.Ordinal);
            // The matrix that gives the words is the embedding once more, which whisper.cpp knows itself.
            if (tensor is null || (side == "decoder" && !path.Contains("layers", StringComparison.Ordinal)))
            {
                continue;
            }

            var quantised = new QuantisedTensor(onnx, tensor[..^"_quantized".Length]);
            var name = $"{side}.{Rename(path)}.weight";
            yield return node.Operation == "MatMulInteger"
                ? new Weight(name, [quantised.Shape[1], quantised.Shape[0]], quantised.Transposed)
                : new Weight(name, quantised.Shape, quantised.ToFloats);
        }
    }

    private static IEnumerable<Weight> Vectors(OnnxFile onnx, string side)
    {
        foreach (var (key, tensor) in onnx.Tensors)
        {
            var path = Merged().Replace(key, "").Replace("model.decoder.", "", StringComparison.Ordinal);
            if (path.EndsWith(".bias", StringComparison.Ordinal) || path.EndsWith("layer_norm.weight", StringComparison.Ordinal))
            {
                var last = side == "encoder" ? "ln_post." : "ln.";
                var name = path.StartsWith("layer_norm.", StringComparison.Ordinal) ? last + path["layer_norm.".Length..] : Rename(path);
                yield return new Weight($"{side}.{name}", tensor.Shape, tensor.ToFloats);
            }
        }
    }

    private static IEnumerable<Weight> Embeddings(OnnxFile onnx, string side)
    {
        var (_, positions) = onnx.Tensors.First(tensor => tensor.Key.Contains("embed_positions.weight", StringComparison.Ordinal));
        yield return new Weight($"{side}.positional_embedding", positions.Shape, positions.ToFloats);
        if (side == "decoder")
        {
            var key = onnx.Tensors.Keys.First(key => key.Contains("embed_tokens.weight", StringComparison.Ordinal) && key.EndsWith("_quantized", StringComparison.Ordinal));
            var tokens = new QuantisedTensor(onnx, key[..^"_quantized".Length]);
            yield return new Weight("decoder.token_embedding.weight", tokens.Shape, tokens.ToFloats);
        }
    }

    // From Hugging Face's names to OpenAI's; the longer ones first, for the shorter are part of them.
    private static string Rename(string path) => Layer().Replace(
        path.Replace("self_attn_layer_norm", "attn_ln", StringComparison.Ordinal)
            .Replace("encoder_attn_layer_norm", "cross_attn_ln", StringComparison.Ordinal)
            .Replace("final_layer_norm", "mlp_ln", StringComparison.Ordinal)
            .Replace("encoder_attn", "cross_attn", StringComparison.Ordinal)
            .Replace("self_attn", "attn", StringComparison.Ordinal)
            .Replace("q_proj", "query", StringComparison.Ordinal)
            .Replace("k_proj", "key", StringComparison.Ordinal)
            .Replace("v_proj", "value", StringComparison.Ordinal)
            .Replace("out_proj", "out", StringComparison.Ordinal)
            .Replace("fc1", "mlp.0", StringComparison.Ordinal)
            .Replace("fc2", "mlp.2", StringComparison.Ordinal),
        "blocks.$1");

    [GeneratedRegex(@"/(MatMul|Conv)(_\d+)?_quant$")]
    private static partial Regex Operation();

    [GeneratedRegex(@"_merged_\d+$")]
    private static partial Regex Merged();

    [GeneratedRegex(@"layers\.(\d+)")]
    private static partial Regex Layer();

    private sealed record Weight(string Name, IReadOnlyList<long> Shape, Func<float[]> Values);
}
