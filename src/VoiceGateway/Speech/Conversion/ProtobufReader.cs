using System.Buffers.Binary;

namespace VoiceGateway.Speech.Conversion;

/// <summary>Walks over the fields of one Protocol Buffers message without copying (the wire format: protobuf.dev, "Encoding").</summary>
internal struct ProtobufReader(ReadOnlyMemory<byte> message)
{
    private const int VarintWire = 0;
    private const int Fixed64Wire = 1;
    private const int BytesWire = 2;
    private const int Fixed32Wire = 5;

    private int position;
    private int wire;

    /// <summary>The number of the field that was moved to.</summary>
    public int Field { get; private set; }

    /// <summary>Moves to the next field; its value must then be read or skipped.</summary>
    public bool Next()
    {
        if (position >= message.Length)
        {
            return false;
        }

        var tag = ReadVarint();
        Field = (int)(tag >> 3);
        wire = (int)(tag & 7);
        return true;
    }

    public readonly bool IsPacked => wire == BytesWire;

    public ulong ReadVarint()
    {
        var span = message.Span;
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (position >= span.Length)
            {
                throw Broken();
            }

            var next = span[position++];
            value |= (ulong)(next & 0x7F) << shift;
            if ((next & 0x80) == 0)
            {
                return value;
            }
        }

        throw Broken();
    }

    public ReadOnlyMemory<byte> ReadBytes()
    {
        var length = ReadVarint();
        return Take(length <= int.MaxValue ? (int)length : throw Broken());
    }

    public string ReadString() => System.Text.Encoding.UTF8.GetString(ReadBytes().Span);

    public float ReadFloat() => BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)).Span);

    public void Skip()
    {
        switch (wire)
        {
            case VarintWire:
                ReadVarint();
                break;
            case Fixed64Wire:
                Take(sizeof(ulong));
                break;
            case BytesWire:
                ReadBytes();
                break;
            case Fixed32Wire:
                Take(sizeof(uint));
                break;
            default:
                throw Broken();
        }
    }

    private ReadOnlyMemory<byte> Take(int count)
    {
        if (count > message.Length - position)
        {
            throw Broken();
        }

        position += count;
        return message.Slice(position - count, count);
    }

    private static InvalidDataException Broken() => new("The model file is broken: it is no Protocol Buffers message.");
}
