using System.Text;
using System.Text.Json;

namespace VoiceGateway.Speech.Evaluation;

/// <summary>Traditional characters and their simplified ones, from @pinyin-pro/data.</summary>
internal static class SimplifiedCharacters
{
    public static IReadOnlyDictionary<Rune, Rune> Load(string file)
    {
        var pairs = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(file)) ?? [];
        return pairs.Where(pair => IsOne(pair.Key) && IsOne(pair.Value)).ToDictionary(pair => pair.Key.EnumerateRunes().First(), pair => pair.Value.EnumerateRunes().First());
    }

    private static bool IsOne(string text) => text.EnumerateRunes().Count() == 1;
}
