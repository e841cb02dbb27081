using System.Buffers;

namespace DialogBot.Understanding.Words;

/// <summary>Sounds taken for one another (confusions.yaml), each map from what is heard to what stands for both.</summary>
internal sealed record Confusions(Dictionary<string, string> Syllables, Dictionary<string, string> Initials, Dictionary<string, string> Finals)
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouv");

    public string Merge(string syllable)
    {
        syllable = Syllables.GetValueOrDefault(syllable, syllable);
        var (initial, final) = Split(syllable);
        return Initials.GetValueOrDefault(initial, initial) + Finals.GetValueOrDefault(final, final);
    }

    /// <summary>A syllable that starts with a vowel has no initial.</summary>
    public static (string Initial, string Final) Split(string syllable)
    {
        var vowel = syllable.AsSpan().IndexOfAny(Vowels);
        return vowel < 0 ? (syllable, "") : (syllable[..vowel], syllable[vowel..]);
    }
}
