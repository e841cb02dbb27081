namespace DialogBot.Speaking;

/// <summary>Whole numbers below a hundred million as they are said.</summary>
internal sealed class Numerals(Wording words)
{
    private const long Myriad = 10_000;

    /// <summary>二十, 一百零五, 两千二百.</summary>
    public string Say(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Myriad * Myriad);
        if (number < Myriad)
        {
            return BelowMyriad(number, leading: true);
        }

        var rest = number % Myriad;
        var zero = rest is > 0 and < 1000 ? words.Digits[0] : "";
        return Count(number / Myriad) + words.TenThousand + zero + (rest == 0 ? "" : BelowMyriad(rest, leading: false));
    }

    /// <summary>Before a measure word: 两 instead of 二.</summary>
    public string Count(long number) => number == 2 ? words.Two : Say(number);

    private string BelowMyriad(long number, bool leading)
    {
        if (number < 10)
        {
            return words.Digits[number];
        }

        if (number < 20 && leading)
        {
            return words.Ten + (number == 10 ? "" : words.Digits[number - 10]);
        }

        var (unit, word) = number >= 1000 ? (1000, words.Thousand) : number >= 100 ? (100, words.Hundred) : (10, words.Ten);
        var head = number / unit;
        var rest = number % unit;
        var zero = rest > 0 && rest < unit / 10 ? words.Digits[0] : "";
        return (head == 2 && unit > 10 && leading ? words.Two : words.Digits[head]) + word + zero + (rest == 0 ? "" : BelowMyriad(rest, leading: false));
    }
}
