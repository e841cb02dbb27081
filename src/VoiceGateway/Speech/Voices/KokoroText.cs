using System.Globalization;
using System.Text;
using System.Text.Json;

namespace VoiceGateway.Speech.Voices;

/// <summary>Turns written Chinese into the numbers of the sounds that Kokoro speaks.</summary>
internal sealed class KokoroText(PinyinLexicon lexicon, PronunciationKnowledge pronunciation, IReadOnlyDictionary<string, int> sounds)
{
    private readonly PinyinSounds syllables = new(pronunciation);

    /// <param name="tokenizer">tokenizer.json of the voice.</param>
    public static IReadOnlyDictionary<string, int> ReadSounds(string tokenizer)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(tokenizer));
        return json.RootElement.GetProperty("model").GetProperty("vocab").EnumerateObject().ToDictionary(sound => sound.Name, sound => sound.Value.GetInt32());
    }

    /// <summary>The sounds as text: syllables with their tones, words apart, punctuation as rests.</summary>
    public string Sounds(string text)
    {
        var spoken = new StringBuilder();
        var run = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var sign = rune.ToString();
            if (pronunciation.Punctuation.TryGetValue(sign, out var rest))
            {
                Say(run, spoken);
                if (rest.Length > 0 && spoken.Length > 0)
                {
                    spoken.Append(rest).Append(' ');
                }
            }
            else
            {
                run.Append(pronunciation.Signs.GetValueOrDefault(sign, Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter ? sign : ""));
            }
        }

        Say(run, spoken);
        return spoken.ToString().Trim();
    }

    /// <summary>The numbers of the sounds; those that the voice does not have are left out.</summary>
    public int[] Numbers(string spoken) =>
        [.. spoken.EnumerateRunes().Select(rune => sounds.GetValueOrDefault(rune.ToString(), -1)).Where(number => number >= 0)];

    private void Say(StringBuilder run, StringBuilder spoken)
    {
        foreach (var word in lexicon.Read(run.ToString()))
        {
            if (spoken.Length > 0 && spoken[^1] != ' ')
            {
                spoken.Append(' ');
            }

            spoken.AppendJoin("", word.Select(syllables.Of));
        }

        run.Clear();
    }
}
