using System.Runtime.InteropServices;
using System.Text;

namespace VoiceGateway.Speech.Conversion;

/// <summary>Writes the file format of whisper.cpp 1.8 (convert-pt-to-ggml.py and ggml-quants.c describe it), weights as q8_0.</summary>
internal sealed class GgmlWriter(Stream output) : IDisposable
{
    private const int Magic = 0x67676D6C;
    private const int Float32 = 0;
    private const int Float16 = 1;
    private const int Q8 = 8;
    private const int Q8Block = 32;

    // Quantisation format 2, mostly q8_0 (7).
    private const int FileType = 2007;

    private readonly BinaryWriter writer = new(output, Encoding.UTF8, leaveOpen: true);

    public void WriteHeader(WhisperShape shape, ReadOnlySpan<float> filters, IReadOnlyList<byte[]> vocabulary)
    {
        ReadOnlySpan<int> header =
        [
            Magic, shape.Vocabulary, shape.AudioContext, shape.Width, shape.EncoderHeads, shape.EncoderLayers,
            shape.TextContext, shape.Width, shape.DecoderHeads, shape.DecoderLayers, shape.Mels, FileType,
            shape.Mels, MelFilters.Bins,
        ];
        writer.Write(MemoryMarshal.AsBytes(header));
        writer.Write(MemoryMarshal.AsBytes(filters));
        writer.Write(vocabulary.Count);
        foreach (var token in vocabulary)
        {
            writer.Write(token.Length);
            writer.Write(token);
        }
    }

    /// <summary>Writes numbers as they are.</summary>
    /// <param name="shape">Outermost dimension first.</param>
    public void WriteFloat32(string name, IReadOnlyList<long> shape, ReadOnlySpan<float> values)
    {
        WriteTensorHeader(name, shape, Float32);
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Writes numbers in half precision: convolutions, which ggml does not take quantised.</summary>
    public void WriteFloat16(string name, IReadOnlyList<long> shape, ReadOnlySpan<float> values)
    {
        WriteTensorHeader(name, shape, Float16);
        var halves = new Half[values.Length];
        for (var index = 0; index < halves.Length; index++)
        {
            halves[index] = (Half)values[index];
        }

        writer.Write(MemoryMarshal.AsBytes(halves.AsSpan()));
    }

    /// <summary>Writes a matrix as q8_0: for every 32 numbers a scale in half precision and 32 signed bytes.</summary>
    /// <exception cref="InvalidDataException">The rows are not a multiple of 32 long.</exception>
    public void WriteQ8(string name, IReadOnlyList<long> shape, ReadOnlySpan<float> values)
    {
        if (shape[^1] % Q8Block != 0)
        {
            throw new InvalidDataException($"{name} has rows of {shape[^1]} numbers, which q8_0 cannot hold.");
        }

        WriteTensorHeader(name, shape, Q8);
        Span<sbyte> bytes = stackalloc sbyte[Q8Block];
        for (; !values.IsEmpty; values = values[Q8Block..])
        {
            var block = values[..Q8Block];
            var scale = Largest(block) / sbyte.MaxValue;
            for (var index = 0; index < Q8Block; index++)
            {
                bytes[index] = scale == 0 ? (sbyte)0 : (sbyte)MathF.Round(block[index] / scale, MidpointRounding.AwayFromZero);
            }

            writer.Write((Half)scale);
            writer.Write(MemoryMarshal.AsBytes(bytes));
        }
    }

    public void Dispose() => writer.Dispose();

    private void WriteTensorHeader(string name, IReadOnlyList<long> shape, int type)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        writer.Write(shape.Count);
        writer.Write(bytes.Length);
        writer.Write(type);
        foreach (var dimension in shape.Reverse())
        {
            writer.Write((int)dimension);
        }

        writer.Write(bytes);
    }

    private static float Largest(ReadOnlySpan<float> block)
    {
        var largest = 0f;
        foreach (var value in block)
        {
            largest = MathF.Max(largest, MathF.Abs(value));
        }

        return largest;
    }
}
