namespace DialogBot.Understanding.Words;

/// <summary>Which words may be found by sound alone (by-sound.yaml).</summary>
/// <param name="Pairs">Concepts whose words of two characters are rare enough in sound to be searched for.</param>
/// <param name="Blurred">Concepts whose longer words are found even with one syllable half heard.</param>
/// <param name="Never">Words never searched for by sound: too many others sound so.</param>
/// <param name="Ordinary">Everyday words that sound like one of ours and are meant as they are written.</param>
/// <param name="Everyday">Numbers and particles, which are never mishearings.</param>
internal sealed record SoundPolicy(HashSet<string> Pairs, HashSet<string> Blurred, HashSet<string> Never, HashSet<string> Ordinary, string Everyday)
{
    public bool Covers(string concept, string word) =>
        !Never.Contains(word) && (word.Length >= 3 ? !Never.Contains(concept) : word.Length == 2 && Pairs.Contains(concept));

    public bool Blurs(string concept, string word) => word.Length >= 3 && Blurred.Contains(concept) && !Never.Contains(word);
}
