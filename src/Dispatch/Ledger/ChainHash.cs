using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Ledger;

/// <summary>
/// The hash that ties an event to the one before it: SHA-256 over the previous hash and the event in one canonical form, namely a
/// format mark and then every field, each text as UTF-8 behind its length, each number as eight bytes, big-endian.
/// The place in the chain is not hashed: the previous hash is the place.
/// </summary>
internal static class ChainHash
{
    private const string Format = "voicecare-event-1";

    public static string Of(
        string previousHash,
        string region,
        string eventId,
        Subject subject,
        long subjectVersion,
        string type,
        string payload,
        DateTimeOffset at)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        Write(bytes, Format);
        Write(bytes, previousHash);
        Write(bytes, region);
        Write(bytes, eventId);
        Write(bytes, subject.Kind);
        Write(bytes, subject.Id);
        Write(bytes, subjectVersion);
        Write(bytes, type);
        Write(bytes, payload);
        Write(bytes, at.ToUnixTimeMilliseconds());

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.WrittenSpan, hash);
        return Convert.ToHexStringLower(hash);
    }

    public static string Of(string previousHash, LedgerEvent happened) =>
        Of(previousHash, happened.Region, happened.Id, happened.Subject, happened.SubjectVersion, happened.Type, happened.Payload, happened.At);

    private static void Write(ArrayBufferWriter<byte> bytes, string text)
    {
        Write(bytes, Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, bytes);
    }

    private static void Write(ArrayBufferWriter<byte> bytes, long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(sizeof(long)), number);
        bytes.Advance(sizeof(long));
    }
}
