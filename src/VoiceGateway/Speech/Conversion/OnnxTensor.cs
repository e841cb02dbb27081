using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace VoiceGateway.Speech.Conversion;

/// <summary>A constant of an ONNX graph (TensorProto of onnx.proto): numbers in row-major order.</summary>
internal sealed class OnnxTensor
{
    private const int Float32 = 1;
    private const int UInt8 = 2;
    private const int Int8 = 3;

    private readonly List<long> shape = [];
    private readonly List<float> floats = [];
    private readonly List<int> integers = [];
    private ReadOnlyMemory<byte> raw;
    private int type;

    public string Name { get; private set; } = "";

    public IReadOnlyList<long> Shape => shape;

    public static OnnxTensor Parse(ReadOnlyMemory<byte> message)
    {
        var tensor = new OnnxTensor();
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            tensor.Take(ref reader);
        }

        return tensor;
    }

    /// <summary>Every number as a float, whichever way the file holds it.</summary>
    public float[] ToFloats() => (type, raw.IsEmpty) switch
    {
        (Float32, false) => MemoryMarshal.Cast<byte, float>(raw.Span).ToArray(),
        (Float32, true) => [.. floats],
        (UInt8, false) => Array.ConvertAll(raw.ToArray(), value => (float)value),
        (Int8, false) => Array.ConvertAll(raw.ToArray(), value => (float)(sbyte)value),
        (UInt8 or Int8, true) => [.. integers.Select(value => (float)value)],
        _ => throw new InvalidDataException($"The model's tensor {Name} has type {type}, which is not expected here."),
    };

    private void Take(ref ProtobufReader reader)
    {
        switch (reader.Field)
        {
            case 1:
                ReadVarints(ref reader, value => shape.Add((long)value));
                break;
            case 2:
                type = (int)reader.ReadVarint();
                break;
            case 4:
                ReadFloats(ref reader);
                break;
            case 5:
                ReadVarints(ref reader, value => integers.Add((int)value));
                break;
            case 8:
                Name = reader.ReadString();
                break;
            case 9:
                raw = reader.ReadBytes();
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadFloats(ref ProtobufReader reader)
    {
        if (!reader.IsPacked)
        {
            floats.Add(reader.ReadFloat());
            return;
        }

        var packed = reader.ReadBytes().Span;
        for (; packed.Length >= sizeof(float); packed = packed[sizeof(float)..])
        {
            floats.Add(BinaryPrimitives.ReadSingleLittleEndian(packed));
        }
    }

    private static void ReadVarints(ref ProtobufReader reader, Action<ulong> add)
    {
        if (!reader.IsPacked)
        {
            add(reader.ReadVarint());
            return;
        }

        var bytes = reader.ReadBytes();
        var used = 0;
        while (used < bytes.Length)
        {
            var packed = new ProtobufReader(bytes[used..]);
            add(packed.ReadVarint());
            while ((bytes.Span[used++] & 0x80) != 0)
            {
            }
        }
    }
}
