using System.Globalization;
using System.Text;

namespace VoiceGateway.Speech.Voices;

/// <summary>Words of Chinese with their readings; cuts a sentence into the likeliest words, for a character is read by its word.</summary>
internal sealed class PinyinLexicon
{
    private const int LongestWord = 8;
    private const double UnknownFrequency = 1e-13;

    // Our own words win over the dictionary's parts of them.
    private const double OwnFrequency = 1e-6;

    private readonly Dictionary<string, Entry> words = [];

    /// <param name="file">words.tsv of the set-up: word, frequency, pinyin.</param>
    public static PinyinLexicon Load(string file, PronunciationKnowledge pronunciation)
    {
        var lexicon = new PinyinLexicon();
        foreach (var line in File.ReadLines(file))
        {
            var columns = line.Split('\t');
            lexicon.words[columns[0]] = new Entry(columns[2], Math.Log(double.Parse(columns[1], CultureInfo.InvariantCulture)));
        }

        foreach (var (word, reading) in pronunciation.Words)
        {
            lexicon.words[word] = new Entry(reading, Math.Log(OwnFrequency));
        }

        return lexicon;
    }

    /// <summary>The words of a run of characters, each with its syllables; characters without a reading are left out.</summary>
    public IReadOnlyList<string[]> Read(string characters)
    {
        string[] runes = [.. characters.EnumerateRunes().Select(rune => rune.ToString())];
        var best = new (double Score, int From, string Reading)[runes.Length + 1];
        for (var end = 1; end <= runes.Length; end++)
        {
            best[end] = (best[end - 1].Score + Math.Log(UnknownFrequency), end - 1, "");
            for (var start = Math.Max(0, end - LongestWord); start < end; start++)
            {
                if (words.TryGetValue(string.Concat(runes[start..end]), out var entry) && best[start].Score + entry.LogFrequency > best[end].Score)
                {
                    best[end] = (best[start].Score + entry.LogFrequency, start, entry.Reading);
                }
            }
        }

        var read = new List<string[]>();
        for (var end = runes.Length; end > 0; end = best[end].From)
        {
            read.Add(best[end].Reading.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        read.Reverse();
        return [.. read.Where(syllables => syllables.Length > 0)];
    }

    private sealed record Entry(string Reading, double LogFrequency);
}
