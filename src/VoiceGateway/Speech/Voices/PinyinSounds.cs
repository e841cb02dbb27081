using System.Text;

namespace VoiceGateway.Speech.Voices;

/// <summary>The sounds of one pinyin syllable (xiǎng) as the voice was trained on them (ɕja↓ŋ).</summary>
internal sealed class PinyinSounds(PronunciationKnowledge pronunciation)
{
    // A letter with its four tones, as one character each. (Text normalisation is off where globalisation is invariant.)
    private static readonly Dictionary<char, (char Letter, int Tone)> TonedLetters = new[]
    {
        "aāáǎà", "eēéěè", "iīíǐì", "oōóǒò", "uūúǔù", "üǖǘǚǜ", "n\0ńňǹ", "m\0ḿ", "ê\0ế\0ề",
    }.SelectMany(row => row.Skip(1).Select((toned, tone) => (toned, (row[0], tone)))).Where(pair => pair.toned != '\0').ToDictionary(pair => pair.toned, pair => pair.Item2);

    // Combining macron, acute, caron, grave, for the letters that have no character of their own.
    private const string ToneMarks = "\u0304\u0301\u030C\u0300";
    private const int NeutralTone = 4;

    private readonly string[] initials = [.. pronunciation.Initials.Keys.OrderByDescending(initial => initial.Length)];

    /// <returns>Null when it is no syllable of Mandarin.</returns>
    public string? Of(string pinyin)
    {
        var (letters, tone) = Split(pinyin);
        if (pronunciation.Finals.ContainsKey(letters) && letters is "m" or "n" or "ng" or "o" or "e" or "a" or "er" or "ê")
        {
            return Toned(letters == "o" ? "ɔ0" : pronunciation.Finals[letters], tone);
        }

        var spelt = Respell(letters);
        var initial = Array.Find(initials, candidate => spelt.StartsWith(candidate, StringComparison.Ordinal)) ?? "";
        var final = spelt[initial.Length..];
        if (initial is "j" or "q" or "x" && final.StartsWith('u'))
        {
            final = 'ü' + final[1..];
        }

        var buzzed = final == "i" && initial is "zh" or "ch" or "sh" or "r" or "z" or "c" or "s";
        var sound = buzzed ? pronunciation.Buzzed : pronunciation.Finals.GetValueOrDefault(final);
        return sound is null ? null : pronunciation.Initials.GetValueOrDefault(initial, "") + Toned(sound, tone);
    }

    private string Toned(string sound, int tone) => sound.Replace("0", pronunciation.Tones[tone], StringComparison.Ordinal);

    // y and w only stand where a syllable would begin with i, u or ü.
    private static string Respell(string letters) => letters switch
    {
        _ when letters.StartsWith("yu", StringComparison.Ordinal) => 'ü' + letters[2..],
        _ when letters.StartsWith("yi", StringComparison.Ordinal) => letters[1..],
        "you" => "iu",
        _ when letters.StartsWith('y') => 'i' + letters[1..],
        _ when letters.StartsWith("wu", StringComparison.Ordinal) => letters[1..],
        "wei" => "ui",
        "wen" => "un",
        _ when letters.StartsWith('w') => 'u' + letters[1..],
        _ => letters,
    };

    private static (string Letters, int Tone) Split(string pinyin)
    {
        var letters = new StringBuilder();
        var tone = NeutralTone;
        foreach (var character in pinyin)
        {
            var mark = ToneMarks.IndexOf(character, StringComparison.Ordinal);
            if (mark >= 0)
            {
                tone = mark;
            }
            else if (TonedLetters.TryGetValue(character, out var toned))
            {
                letters.Append(toned.Letter);
                tone = toned.Tone;
            }
            else if (char.IsLetter(character))
            {
                letters.Append(character);
            }
        }

        return (letters.ToString().Replace('v', 'ü'), tone);
    }
}
