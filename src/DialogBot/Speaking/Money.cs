namespace DialogBot.Speaking;

/// <summary>Sums of money as they are said: 八十块, 一百二十块五毛, 五毛.</summary>
internal sealed class Money(Wording words, Numerals numerals)
{
    /// <param name="fen">1/100 yuan.</param>
    public string Say(long fen)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fen);
        var (yuan, rest) = Math.DivRem(fen, 100);
        var spoken = yuan == 0 && rest > 0 ? "" : numerals.Count(yuan) + words.Yuan;
        if (rest >= 10)
        {
            spoken += numerals.Count(rest / 10) + words.Jiao;
        }
        else if (rest > 0 && yuan > 0)
        {
            spoken += words.Digits[0];
        }

        return rest % 10 == 0 ? spoken : spoken + numerals.Count(rest % 10) + words.Fen;
    }
}
