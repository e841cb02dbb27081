using System.Text;

namespace DialogBot.Understanding.Words;

/// <summary>Dialect words and what they are called in plain Mandarin, for the speakers of one region.</summary>
internal sealed class Lexicon
{
    private readonly Trie _words = new();
    private readonly List<string> _meanings = [];

    /// <summary>The first meaning added for a word stays.</summary>
    public void Add(string word, string meaning)
    {
        if (_words.Add(word, _meanings.Count) == _meanings.Count)
        {
            _meanings.Add(meaning);
        }
    }

    /// <summary>Replaces from left to right, the longest word first.</summary>
    public string Translate(ReadOnlySpan<char> text)
    {
        StringBuilder? translated = null;
        var copied = 0;
        for (var i = 0; i < text.Length;)
        {
            var (meaning, length) = _words.Longest(text[i..]);
            if (length == 0)
            {
                i++;
                continue;
            }

            // 爬不起 stands for 爬不起来, but 爬不起来 says so already.
            if (_meanings[meaning].Length > length && text[i..].StartsWith(_meanings[meaning]))
            {
                length = _meanings[meaning].Length;
            }
            else
            {
                translated ??= new StringBuilder(text.Length + 16);
                translated.Append(text[copied..i]).Append(_meanings[meaning]);
                copied = i + length;
            }

            i += length;
        }

        return translated is null ? new string(text) : translated.Append(text[copied..]).ToString();
    }
}
