namespace DialogBot.Understanding.Rules;

/// <summary>A rule that holds for an utterance, and the words that made it hold.</summary>
/// <param name="Words">One bit for each match of the sentence that took part.</param>
internal readonly record struct Finding(Rule Rule, double Score, int Start, int End, UInt128 Words)
{
    public int WordCount => (int)UInt128.PopCount(Words);
}
