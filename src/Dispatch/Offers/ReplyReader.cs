using System.Text;

namespace Dispatch.Offers;

/// <summary>Reads vendors' replies by the words of prompts/offers.yaml. In doubt nothing is understood: a wrong yes sends somebody to a door.</summary>
internal sealed class ReplyReader
{
    private const int LongestCode = 3;

    private readonly Dictionary<string, VendorWord> words = [];
    private readonly HashSet<string> fillers;
    private readonly HashSet<string> doubts;
    private readonly int longest;

    public ReplyReader(OfferPolicy policy)
    {
        foreach (var (word, said) in policy.Replies)
        {
            foreach (var each in said)
            {
                words.Add(Normalise(each), Enum.Parse<VendorWord>(word, ignoreCase: true));
            }
        }

        fillers = [.. policy.Fillers.Select(Normalise)];
        doubts = [.. policy.Doubts];
        longest = words.Keys.Concat(fillers).Max(each => each.Length);
    }

    public VendorReply Read(string text)
    {
        var said = Normalise(text);
        if (words.TryGetValue(said, out var plain))
        {
            return new VendorReply(plain, null);
        }

        var (code, answer) = SplitCode(said);
        return new VendorReply(Understand(answer), code);
    }

    private static (string? Code, string Words) SplitCode(string said)
    {
        var leading = said.TakeWhile(char.IsAsciiDigit).Count();
        if (leading == LongestCode && said.Length == LongestCode)
        {
            // 171: offer 17, answer 1.
            return (said[..2], said[2..]);
        }

        if (leading is 2 or LongestCode)
        {
            return (said[..leading], said[leading..]);
        }

        var trailing = said.Reverse().TakeWhile(char.IsAsciiDigit).Count();
        return trailing is 2 or LongestCode ? (said[^trailing..], said[..^trailing]) : (null, said);
    }

    private VendorWord Understand(string said)
    {
        if (words.TryGetValue(said, out var exact))
        {
            return exact;
        }

        var heard = new HashSet<VendorWord>();
        var single = new HashSet<VendorWord>();
        var strange = false;
        for (var at = 0; at < said.Length;)
        {
            var length = Match(said, at);
            var part = said.Substring(at, Math.Max(length, 1));
            if (length == 0)
            {
                strange = true;
                if (doubts.Contains(part))
                {
                    return VendorWord.NotUnderstood;
                }
            }
            else if (words.TryGetValue(part, out var word))
            {
                (length == 1 ? single : heard).Add(word);
            }

            at += part.Length;
        }

        // A single character (接, 到, 1) is an answer only where nothing else was said that is not understood.
        if (!strange)
        {
            heard.UnionWith(single);
        }

        return heard.Count == 1 ? heard.Single() : VendorWord.NotUnderstood;
    }

    /// <summary>Length of the longest known word at a place; 0 where none is.</summary>
    private int Match(string said, int at)
    {
        for (var length = Math.Min(longest, said.Length - at); length > 0; length--)
        {
            var part = said.Substring(at, length);
            if (words.ContainsKey(part) || fillers.Contains(part))
            {
                return length;
            }
        }

        return 0;
    }

    /// <summary>Half width, lower case, without spaces and punctuation but question marks.</summary>
    private static string Normalise(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var half = character is >= '！' and <= '～' ? (char)(character - '！' + '!') : character;
            if (char.IsLetterOrDigit(half) || half == '?')
            {
                plain.Append(char.ToLowerInvariant(half));
            }
        }

        return plain.ToString();
    }
}
