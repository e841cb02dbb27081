namespace DialogBot.Understanding.Words;

/// <summary>Sounds taken for one another (confusions.yaml), each map from what is heard to what stands for both.</summary>
internal sealed record Confusions(Dictionary<string, string> Syllables, Dictionary<string, string> Initials, Dictionary<string, string> Finals)
{
    public string Merge(string syllable)
    {
        syllable = Syllables.GetValueOrDefault(syllable, syllable);
        var length = syllable.StartsWith("zh", StringComparison.Ordinal) || syllable.StartsWith("ch", StringComparison.Ordinal)
            || syllable.StartsWith("sh", StringComparison.Ordinal) ? 2 : 1;
        var (initial, final) = (syllable[..length], syllable[length..]);
        return Initials.GetValueOrDefault(initial, initial) + Finals.GetValueOrDefault(final, final);
    }
}
