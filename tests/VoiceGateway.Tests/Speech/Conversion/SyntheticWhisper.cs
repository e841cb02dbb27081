using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace VoiceGateway.Tests.Speech.Conversion;

/// <summary>
/// Writes the smallest Whisper there can be (one layer, 32 wide) the way its 8-bit ONNX export looks: weights named by the
/// operations that use them, vectors by themselves, the decoder's in a branch of an If.
/// </summary>
internal static class SyntheticWhisper
{
    public const int Width = 32;
    public const int Vocabulary = 51865;

    /// <summary>What every quantised byte stands for: (value - zero) * scale.</summary>
    public const float Scale = 0.5f;
    public const byte Zero = 100;

    public static void Write(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "onnx"));
        File.WriteAllText(Path.Combine(folder, "config.json"), $$"""
            {"vocab_size":{{Vocabulary}},"max_source_positions":4,"d_model":{{Width}},"encoder_attention_heads":2,"encoder_layers":1,
             "max_target_positions":3,"decoder_attention_heads":2,"decoder_layers":1,"num_mel_bins":80}
            """);
        var vocabulary = Enumerable.Range(0, 50258).ToDictionary(number => number == 0 ? "ä½ł" : "t" + number, number => number);
        File.WriteAllText(Path.Combine(folder, "vocab.json"), JsonSerializer.Serialize(vocabulary));
        File.WriteAllBytes(Path.Combine(folder, "onnx", "encoder_model_quantized.onnx"), Message((7, Encoder())));
        // 6: the graph of a branch, inside an attribute (5) of a node (1).
        var branch = Message((4, Text("If")), (5, Message((6, Decoder()))));
        File.WriteAllBytes(Path.Combine(folder, "onnx", "decoder_model_merged_quantized.onnx"), Message((7, Message((1, branch)))));
    }

    /// <summary>The quantised byte at a place of every matrix.</summary>
    public static byte At(int row, int column) => (byte)(Zero + ((row * 7) + (column * 3)) % 50 - 25);

    private static byte[] Encoder()
    {
        var graph = new List<(int, byte[])>();
        AddWeight(graph, "/conv1/Conv_quant", "ConvInteger", Width, 80, 3);
        AddWeight(graph, "/conv2/Conv_quant", "ConvInteger", Width, Width, 3);
        AddVectors(graph, "conv1.bias", "conv2.bias", "layer_norm.weight", "layer_norm.bias");
        AddFloats(graph, "embed_positions.weight", 4, Width);
        AddLayer(graph, "/layers.0", "layers.0", "self_attn");
        return Message([.. graph]);
    }

    private static byte[] Decoder()
    {
        var graph = new List<(int, byte[])>();
        AddVectors(graph, "model.decoder.layer_norm.weight_merged_0", "model.decoder.layer_norm.bias_merged_0");
        AddFloats(graph, "model.decoder.embed_positions.weight_merged_0", 3, Width);
        AddQuantised(graph, "model.decoder.embed_tokens.weight_transposed_merged_0", 64, Width);
        AddLayer(graph, "/model/decoder/layers.0", "model.decoder.layers.0", "self_attn", "encoder_attn");
        return Message([.. graph]);
    }

    private static void AddLayer(List<(int, byte[])> graph, string nodes, string names, params string[] attentions)
    {
        foreach (var attention in attentions)
        {
            foreach (var projection in (string[])["q_proj", "k_proj", "v_proj", "out_proj"])
            {
                AddWeight(graph, $"{nodes}/{attention}/{projection}/MatMul_quant", "MatMulInteger", Width, Width);
                if (projection != "k_proj")
                {
                    AddVectors(graph, $"{names}.{attention}.{projection}.bias");
                }
            }

            AddVectors(graph, $"{names}.{attention}_layer_norm.weight", $"{names}.{attention}_layer_norm.bias");
        }

        AddWeight(graph, $"{nodes}/fc1/MatMul_quant", "MatMulInteger", Width, 2 * Width);
        AddWeight(graph, $"{nodes}/fc2/MatMul_quant", "MatMulInteger", 2 * Width, Width);
        AddVectors(graph, $"{names}.fc1.bias", $"{names}.fc2.bias", $"{names}.final_layer_norm.weight", $"{names}.final_layer_norm.bias");
    }

    private static void AddWeight(List<(int, byte[])> graph, string node, string operation, params int[] shape)
    {
        var name = "onnx::" + node.Replace('/', '_');
        graph.Add((1, Message((1, Text("input")), (1, Text(name + "_quantized")), (3, Text(node)), (4, Text(operation)))));
        AddQuantised(graph, name, shape);
    }

    private static void AddQuantised(List<(int, byte[])> graph, string name, params int[] shape)
    {
        var columns = shape[^1];
        byte[] bytes = [.. Enumerable.Range(0, shape.Aggregate(1, (size, next) => size * next)).Select(index => At(index / columns, index % columns))];
        graph.Add((5, Tensor(name + "_quantized", 2, bytes, shape)));
        graph.Add((5, Tensor(name + "_scale", 1, MemoryMarshal.AsBytes<float>([Scale]).ToArray())));
        graph.Add((5, Tensor(name + "_zero_point", 2, [Zero])));
    }

    private static void AddVectors(List<(int, byte[])> graph, params string[] names)
    {
        foreach (var name in names)
        {
            AddFloats(graph, name, Width);
        }
    }

    private static void AddFloats(List<(int, byte[])> graph, string name, params int[] shape)
    {
        float[] values = [.. Enumerable.Range(0, shape.Aggregate(1, (size, next) => size * next)).Select(index => index / 8f)];
        graph.Add((5, Tensor(name, 1, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), shape)));
    }

    private static byte[] Tensor(string name, int type, byte[] raw, params int[] shape)
    {
        using var tensor = new MemoryStream();
        foreach (var dimension in shape)
        {
            tensor.Write([1 << 3, .. Varint(dimension)]);
        }

        tensor.Write([2 << 3, (byte)type]);
        tensor.Write(Message((8, Text(name)), (9, raw)));
        return tensor.ToArray();
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Message(params (int Field, byte[] Bytes)[] fields)
    {
        using var message = new MemoryStream();
        foreach (var (field, bytes) in fields)
        {
            message.Write([.. Varint((field << 3) | 2), .. Varint(bytes.Length)]);
            message.Write(bytes);
        }

        return message.ToArray();
    }

    private static byte[] Varint(int value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }
}
