using System.Text;

namespace VoiceGateway.Speech.Evaluation;

/// <summary>Traditional characters and their simplified ones, as the understanding reads them (prompts/understanding/traditional.tsv).</summary>
internal static class SimplifiedCharacters
{
    /// <param name="prompts">The folder prompts/ beside the program.</param>
    public static IReadOnlyDictionary<Rune, Rune> Load(string prompts) =>
        File.ReadLines(Path.Combine(prompts, "understanding", "traditional.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .ToDictionary(cells => Rune.GetRuneAt(cells[0], 0), cells => Rune.GetRuneAt(cells[1], 0));
}
