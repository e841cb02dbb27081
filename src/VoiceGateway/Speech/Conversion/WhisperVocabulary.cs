using System.Text.Json;

namespace VoiceGateway.Speech.Conversion;

/// <summary>The bytes of every token, from a <c>vocab.json</c> in which GPT-2's tokenizer writes each byte as one visible character.</summary>
internal static class WhisperVocabulary
{
    // <|endoftext|>, the first special token of multilingual Whisper; whisper.cpp makes those from here on itself.
    private const int FirstSpecial = 50257;

    /// <returns>The tokens' bytes, in order of their numbers.</returns>
    /// <exception cref="InvalidDataException">It is not the vocabulary of multilingual Whisper.</exception>
    public static IReadOnlyList<byte[]> Parse(ReadOnlySpan<byte> json)
    {
        var numbers = JsonSerializer.Deserialize<Dictionary<string, int>>(json)
            ?? throw new InvalidDataException("The vocabulary is empty.");
        var bytes = ByteOfCharacter();
        var tokens = new byte[FirstSpecial][];
        foreach (var (text, number) in numbers.Where(token => token.Value < FirstSpecial))
        {
            tokens[number] = [.. text.Select(character => bytes[character])];
        }

        return Array.TrueForAll(tokens, token => token is not null)
            ? tokens
            : throw new InvalidDataException("The vocabulary has gaps: it is not that of multilingual Whisper.");
    }

    // Printable Latin-1 characters stand for themselves, the other bytes for the characters from 256 on, in order.
    private static Dictionary<char, byte> ByteOfCharacter()
    {
        var bytes = new Dictionary<char, byte>();
        var next = (char)256;
        for (var value = 0; value < 256; value++)
        {
            var printable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            bytes[printable ? (char)value : next++] = (byte)value;
        }

        return bytes;
    }
}
