namespace Dispatch.Registry;

/// <summary>One way of writing a number of mainland China: digits only, an area code with its 0, no country code.</summary>
public static class PhoneNumber
{
    private const int MobileLength = 11;

    public static string Normalise(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        var isAbroad = phone.AsSpan().TrimStart().StartsWith('+') || digits.StartsWith("00", StringComparison.Ordinal);
        digits = digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..] : digits;
        if (digits.StartsWith("86", StringComparison.Ordinal) && (isAbroad || IsMobile(digits.AsSpan(2))))
        {
            var national = digits[2..];
            return IsMobile(national) || national.StartsWith('0') ? national : $"0{national}";
        }

        return digits;
    }

    /// <summary>A mobile can get an SMS; a landline cannot.</summary>
    public static bool IsMobile(ReadOnlySpan<char> digits) => digits.Length == MobileLength && digits[0] == '1' && digits[1] != '0';

    /// <summary>A mobile, a landline with its area code, or a short service number.</summary>
    public static bool LooksRight(string digits) =>
        IsMobile(digits) || (digits.StartsWith('0') && digits.Length is >= 10 and <= 12) || digits.Length is >= 3 and <= 8;
}
