namespace DialogBot.Understanding.Times;

/// <summary>Numbers as spoken or written: 23, 二十三, 廿三, 一百二, 二零二六, 两.</summary>
internal static class Numerals
{
    /// <summary>Every character that a number can begin with.</summary>
    public const string Characters = "0123456789零〇一二两俩三四五六七八九十廿卅幺";
    private const string Digits = "零一二三四五六七八九";

    /// <summary>The number that starts at a place, and how many characters it takes; length 0 where none does.</summary>
    public static (int Value, int Length) Read(ReadOnlySpan<char> text)
    {
        if (text.Length > 0 && char.IsAsciiDigit(text[0]))
        {
            return Figures(text);
        }

        return Spelled(text) is { Length: > 0 } year ? year : Counted(text);
    }

    /// <summary>The value of one digit character, or -1.</summary>
    public static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        '两' or '俩' => 2,
        '〇' => 0,
        '幺' => 1,
        '日' or '天' => -1,
        _ => Digits.IndexOf(c, StringComparison.Ordinal),
    };

    /// <summary>两 counts two of a thing and never names the second.</summary>
    public static bool IsPair(char c) => c is '两' or '俩';

    /// <summary>Ten, hundred and the like.</summary>
    public static bool IsUnit(char c) => Unit(c) > 0;

    private static (int Value, int Length) Figures(ReadOnlySpan<char> text)
    {
        var (value, length) = (0, 0);
        while (length < text.Length && length < 9 && char.IsAsciiDigit(text[length]))
        {
            value = value * 10 + (text[length++] - '0');
        }

        return (value, length);
    }

    /// <summary>Digit by digit, at least three: 二零二六.</summary>
    private static (int Value, int Length) Spelled(ReadOnlySpan<char> text)
    {
        var (value, length) = (0, 0);
        while (length < text.Length && length < 9 && text[length] != '两' && Digit(text[length]) is var digit and >= 0)
        {
            value = value * 10 + digit;
            length++;
        }

        return length >= 3 || (length == 2 && text[0] is '零' or '〇') ? (value, length) : (0, 0);
    }

    private static (int Value, int Length) Counted(ReadOnlySpan<char> text)
    {
        var (total, digit, unit, length) = (0, -1, 10, 0);
        for (; length < text.Length; length++)
        {
            var c = text[length];
            if (Ten(c) is var tens and > 0)
            {
                if (digit >= 0 || length > 0 && text[length - 1] is '廿' or '卅')
                {
                    break;
                }

                (total, unit) = (total + tens, 1);
            }
            else if (Unit(c) is var size and > 0)
            {
                if (length == 0 && size > 10)
                {
                    break;
                }

                (total, digit, unit) = (total + Math.Max(digit, length == 0 ? 1 : 0) * size, -1, size / 10);
            }
            else if (Digit(c) is var next and >= 0 && !char.IsAsciiDigit(c))
            {
                if (digit > 0)
                {
                    break;
                }

                (digit, unit) = (next, next == 0 ? 1 : unit);
            }
            else
            {
                break;
            }
        }

        // 一百二 is a hundred and twenty: what follows a hundred without its own unit counts tens.
        return length == 0 ? (0, 0) : (total + Math.Max(digit, 0) * (total > 0 ? Math.Max(unit, 1) : 1), length);
    }

    private static int Ten(char c) => c switch { '廿' => 20, '卅' => 30, _ => 0 };

    private static int Unit(char c) => c switch { '十' => 10, '百' => 100, '千' => 1000, '万' => 10000, _ => 0 };
}
