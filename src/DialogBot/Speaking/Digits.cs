using System.Text;

namespace DialogBot.Speaking;

/// <summary>Digits in codes, telephone numbers and addresses. No Arabic digit reaches the voice: engines read them each in their own way.</summary>
internal sealed class Digits(Wording words, Numerals numerals)
{
    /// <summary>A doorstep code: 四，零，七，一.</summary>
    public string Code(string digits) => string.Join(words.Between, digits.Select(digit => words.Digits[Value(digit)]));

    /// <summary>A telephone number: 幺三八，with 幺 for 1.</summary>
    public string Phone(string digits) => string.Concat(digits.Where(char.IsDigit).Select(OnTheTelephone));

    /// <summary>An address or any other words with numbers in them: 十二号, but long numbers digit by digit (五零幺).</summary>
    public string InText(string text)
    {
        var spoken = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsDigit(text[at]))
            {
                spoken.Append(text[at]);
                continue;
            }

            var end = at;
            while (end < text.Length && char.IsDigit(text[end]))
            {
                end++;
            }

            spoken.Append(Run(text.AsSpan(at, end - at)));
            at = end - 1;
        }

        return spoken.ToString();
    }

    private string Run(ReadOnlySpan<char> digits)
    {
        if (digits.Length <= 2 && Value(digits[0]) != 0)
        {
            return numerals.Say(digits.Length == 1 ? Value(digits[0]) : (Value(digits[0]) * 10) + Value(digits[1]));
        }

        return string.Concat(digits.ToArray().Select(OnTheTelephone));
    }

    private string OnTheTelephone(char digit) => Value(digit) == 1 ? words.PhoneOne : words.Digits[Value(digit)];

    private static int Value(char digit) => (int)char.GetNumericValue(digit);
}
