using System.Text;
using VoiceGateway.Speech.Conversion;

namespace VoiceGateway.Tests.Speech.Conversion;

public sealed class WhisperConversionTests : IDisposable
{
    private const int Q8 = 8;
    private const int Q8Block = 34;

    private readonly string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public void A_model_is_converted_whole_under_the_names_and_shapes_that_the_engine_knows()
    {
        var tensors = Convert();

        Assert.Equal(11 + 15 + 24, tensors.Count);
        AssertKind(0, [SyntheticWhisper.Width, 4], tensors["encoder.positional_embedding"]);
        AssertKind(1, [3, 80, SyntheticWhisper.Width], tensors["encoder.conv1.weight"]);
        AssertKind(0, [1, SyntheticWhisper.Width], tensors["encoder.conv1.bias"]);
        AssertKind(0, [SyntheticWhisper.Width], tensors["encoder.ln_post.weight"]);
        AssertKind(Q8, [SyntheticWhisper.Width, 2 * SyntheticWhisper.Width], tensors["encoder.blocks.0.mlp.0.weight"]);
        AssertKind(Q8, [2 * SyntheticWhisper.Width, SyntheticWhisper.Width], tensors["decoder.blocks.0.mlp.2.weight"]);
        AssertKind(Q8, [SyntheticWhisper.Width, 64], tensors["decoder.token_embedding.weight"]);
        Assert.Contains("decoder.blocks.0.cross_attn.query.bias", tensors.Keys);
        Assert.Contains("decoder.blocks.0.cross_attn_ln.weight", tensors.Keys);
        Assert.Contains("decoder.ln.bias", tensors.Keys);
        Assert.DoesNotContain("encoder.blocks.0.attn.key.bias", tensors.Keys);
    }

    [Fact]
    public void A_matrix_keeps_its_numbers_and_is_turned_for_the_engine()
    {
        var tensor = Convert()["encoder.blocks.0.mlp.0.weight"];

        for (var row = 0; row < 2 * SyntheticWhisper.Width; row++)
        {
            var block = tensor.Data.AsSpan(row * Q8Block, Q8Block);
            var scale = (float)BitConverter.ToHalf(block);
            for (var column = 0; column < SyntheticWhisper.Width; column++)
            {
                var expected = (SyntheticWhisper.At(column, row) - SyntheticWhisper.Zero) * SyntheticWhisper.Scale;
                Assert.Equal(expected, (sbyte)block[2 + column] * scale, tolerance: 0.06f);
            }
        }
    }

    [Fact]
    public void The_file_begins_as_the_engine_expects()
    {
        Convert(out var header, out var firstToken, out var tokens);

        Assert.Equal([0x67676D6C, SyntheticWhisper.Vocabulary, 4, SyntheticWhisper.Width, 2, 1, 3, SyntheticWhisper.Width, 2, 1, 80, 2007, 80, 201], header);
        Assert.Equal(50257, tokens);
        Assert.Equal("你", Encoding.UTF8.GetString(firstToken));
    }

    [Fact]
    public void A_model_with_something_missing_is_refused()
    {
        SyntheticWhisper.Write(folder);
        var encoder = Path.Combine(folder, "onnx", "encoder_model_quantized.onnx");
        File.WriteAllBytes(encoder, Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(File.ReadAllBytes(encoder)).Replace("fc1.bias", "fc1.nope", StringComparison.Ordinal)));

        var refused = Assert.Throws<InvalidDataException>(() => WhisperConversion.Convert(folder, Stream.Null, _ => { }, TestContext.Current.CancellationToken));

        Assert.Contains("49 of the 50 tensors", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_cut_off_is_refused()
    {
        SyntheticWhisper.Write(folder);
        var encoder = Path.Combine(folder, "onnx", "encoder_model_quantized.onnx");
        File.WriteAllBytes(encoder, File.ReadAllBytes(encoder)[..5000]);

        Assert.Throws<InvalidDataException>(() => WhisperConversion.Convert(folder, Stream.Null, _ => { }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_filters_are_those_that_the_model_was_trained_with()
    {
        var filters = MelFilters.Create(80);

        // The highest value in OpenAI's own mel_filters.npz, and the middle of the first filter.
        Assert.Equal(0.025880683, filters.Max(), tolerance: 1e-7);
        Assert.Equal(0.024862594, filters[1], tolerance: 1e-7);
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void AssertKind(int type, int[] dimensions, Tensor tensor)
    {
        Assert.Equal(type, tensor.Type);
        Assert.Equal(dimensions, tensor.Dimensions);
    }

    private Dictionary<string, Tensor> Convert() => Convert(out _, out _, out _);

    private Dictionary<string, Tensor> Convert(out int[] header, out byte[] firstToken, out int tokens)
    {
        SyntheticWhisper.Write(folder);
        using var output = new MemoryStream();
        WhisperConversion.Convert(folder, output, _ => { }, TestContext.Current.CancellationToken);
        output.Position = 0;
        using var reader = new BinaryReader(output);
        header = [.. Enumerable.Range(0, 14).Select(_ => reader.ReadInt32())];
        reader.ReadBytes(80 * 201 * sizeof(float));
        tokens = reader.ReadInt32();
        firstToken = reader.ReadBytes(reader.ReadInt32());
        for (var token = 1; token < tokens; token++)
        {
            reader.ReadBytes(reader.ReadInt32());
        }

        return Tensors(reader);
    }

    private static Dictionary<string, Tensor> Tensors(BinaryReader reader)
    {
        var tensors = new Dictionary<string, Tensor>();
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var (count, nameLength, type) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
            int[] dimensions = [.. Enumerable.Range(0, count).Select(_ => reader.ReadInt32())];
            var name = Encoding.UTF8.GetString(reader.ReadBytes(nameLength));
            var numbers = dimensions.Aggregate(1, (size, next) => size * next);
            tensors.Add(name, new Tensor(type, dimensions, reader.ReadBytes(type switch { 0 => numbers * 4, 1 => numbers * 2, _ => numbers / 32 * Q8Block })));
        }

        return tensors;
    }

    private sealed record Tensor(int Type, int[] Dimensions, byte[] Data);
}
