using System.Globalization;
using System.Text;
using System.Text.Json;

namespace VoiceGateway.Speech.SetUp;

/// <summary>
/// Makes words.tsv (word, frequency, pinyin) from @pinyin-pro/data's JSON: the words of modern Chinese, and of the complete
/// list the single characters, so that every character has a reading. traditional.json is taken as it is.
/// </summary>
internal static class PinyinDictionary
{
    public static void Make(string unpacked, string made, Action<double> progress, CancellationToken cancel)
    {
        var folder = Path.Combine(unpacked, "json");
        var words = Read(Path.Combine(folder, "complete.json")).Where(word => new StringInfo(word.Key).LengthInTextElements == 1)
            .ToDictionary(word => word.Key, word => word.Value);
        progress(0.6);
        cancel.ThrowIfCancellationRequested();
        foreach (var (word, reading) in Read(Path.Combine(folder, "modern.json")))
        {
            words[word] = reading;
        }

        using var output = new StreamWriter(Path.Combine(made, "words.tsv"), append: false, new UTF8Encoding(false));
        foreach (var (word, reading) in words)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{word}\t{reading[1].GetDouble():R}\t{reading[0].GetString()}\n"));
        }

        File.Move(Path.Combine(folder, "traditional.json"), Path.Combine(made, "traditional.json"));
        progress(1);
    }

    private static Dictionary<string, JsonElement[]> Read(string file) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement[]>>(File.ReadAllBytes(file))
        ?? throw new InvalidDataException($"{Path.GetFileName(file)} is empty.");
}
