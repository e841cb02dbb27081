using DialogBot.Understanding.Words;

namespace DialogBot.Understanding;

/// <summary>
/// Brings what was heard or typed into one spelling: simplified characters, half width, one comma and one full stop, no
/// fillers, no stammering, and dialect words in the plain Mandarin that all other rules are written in.
/// </summary>
internal sealed class Normaliser(Spelling spelling, Lexicons lexicons)
{
    /// <summary>Characters read of one utterance; nobody says more in one breath.</summary>
    public const int LongestUtterance = 400;

    public string Normalise(string text, string? region)
    {
        Span<char> spelt = stackalloc char[Math.Min(text.Length, LongestUtterance)];
        var length = spelling.Spell(text, spelt);
        return lexicons.For(region).Translate(spelt[..length]);
    }
}
