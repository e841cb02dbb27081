using System.Text;
using System.Text.RegularExpressions;
using Dispatch.Registry;

namespace VoiceGateway.Chat.Linking;

/// <summary>What a chatter says of who they are: a code of six digits, or a phone number; typed, or spelt out as it is spoken.</summary>
internal static partial class Identification
{
    /// <returns>Null where no code is named.</returns>
    public static string? Code(string text, ChatLines lines) =>
        Run().Matches(InDigits(text, lines)).Select(run => run.Value).FirstOrDefault(run => run.Length == LinkCodes.Length);

    /// <returns>Digits only; null where no phone is named that could be called from outside its town.</returns>
    public static string? Phone(string text, ChatLines lines) => Run().Matches(InDigits(text, lines))
        .Select(run => PhoneNumber.Normalise(run.Value))
        .FirstOrDefault(digits => PhoneNumber.IsMobile(digits) || (digits.Length is >= 10 and <= 12 && digits[0] == '0'));

    /// <summary>Digits as 0 to 9; what people put between them is left out.</summary>
    private static string InDigits(string text, ChatLines lines)
    {
        var digits = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormKC))
        {
            if (!char.IsWhiteSpace(letter) && letter is not '-')
            {
                digits.Append(lines.Digits.IndexOf(letter, StringComparison.Ordinal) is var digit and >= 0 ? (char)('0' + digit)
                    : lines.OtherDigits.GetValueOrDefault(letter.ToString(), letter));
            }
        }

        return digits.ToString();
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Run();
}
