using System.Text;

namespace VoiceGateway.Speech.Evaluation;

/// <summary>How far what was heard is from what was said: characters added, left out or changed (Levenshtein).</summary>
internal readonly record struct CharacterErrors(int Errors, int Characters)
{
    public double Rate => Characters == 0 ? 0 : (double)Errors / Characters;

    public static CharacterErrors operator +(CharacterErrors left, CharacterErrors right) =>
        new(left.Errors + right.Errors, left.Characters + right.Characters);

    /// <summary>Both are compared in simplified characters, without punctuation, spaces and case.</summary>
    /// <param name="simplified">Traditional character to simplified.</param>
    public static CharacterErrors Between(string said, string heard, IReadOnlyDictionary<Rune, Rune> simplified)
    {
        var (truth, guess) = (Bare(said, simplified), Bare(heard, simplified));
        return new CharacterErrors(Distance(truth, guess), truth.Count);
    }

    private static List<Rune> Bare(string text, IReadOnlyDictionary<Rune, Rune> simplified) =>
        [.. text.EnumerateRunes().Where(Rune.IsLetterOrDigit).Select(rune => Rune.ToLowerInvariant(simplified.GetValueOrDefault(rune, rune)))];

    private static int Distance(List<Rune> truth, List<Rune> guess)
    {
        int[] row = [.. Enumerable.Range(0, guess.Count + 1)];
        for (var i = 1; i <= truth.Count; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= guess.Count; j++)
            {
                var changed = diagonal + (truth[i - 1] == guess[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
