using System.Globalization;
using System.Text;
using System.Text.Json;

namespace VoiceGateway.Speech.SetUp;

/// <summary>
/// Makes words.tsv (word, frequency, pinyin) from @pinyin-pro/data's JSON: all words of modern Chinese; of the complete list the
/// single characters, and those words that are not read as their characters are (银行), which alone matter to a reader.
/// traditional.json is taken as it is.
/// </summary>
internal static class PinyinDictionary
{
    public static void Make(string unpacked, string made, Action<double> progress, CancellationToken cancel)
    {
        var folder = Path.Combine(unpacked, "json");
        var words = Read(Path.Combine(folder, "modern.json"));
        progress(0.3);
        cancel.ThrowIfCancellationRequested();
        var complete = Read(Path.Combine(folder, "complete.json"));
        foreach (var character in complete.Where(word => Characters(word.Key).Count == 1))
        {
            words.TryAdd(character.Key, character.Value);
        }

        foreach (var word in complete.Where(word => !words.ContainsKey(word.Key) && ReadingOf(word.Value) != Spelt(word.Key, words)))
        {
            words.Add(word.Key, word.Value);
        }

        progress(0.8);
        using var output = new StreamWriter(Path.Combine(made, "words.tsv"), append: false, new UTF8Encoding(false));
        foreach (var (word, reading) in words)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{word}\t{reading[1].GetDouble():R}\t{ReadingOf(reading)}\n"));
        }

        File.Move(Path.Combine(folder, "traditional.json"), Path.Combine(made, "traditional.json"));
        progress(1);
    }

    private static string? ReadingOf(JsonElement[] entry) => entry[0].GetString();

    private static List<string> Characters(string word) => [.. word.EnumerateRunes().Select(rune => rune.ToString())];

    private static string Spelt(string word, Dictionary<string, JsonElement[]> words) =>
        string.Join(' ', Characters(word).Select(character => words.TryGetValue(character, out var entry) ? ReadingOf(entry) : ""));

    private static Dictionary<string, JsonElement[]> Read(string file) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement[]>>(File.ReadAllBytes(file))
        ?? throw new InvalidDataException($"{Path.GetFileName(file)} is empty.");
}
