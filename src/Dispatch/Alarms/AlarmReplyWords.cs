using System.Text;
using Dispatch.Wording;

namespace Dispatch.Alarms;

/// <summary>Reads what people write back to an alarm, by the words of prompts/ladders.yaml.</summary>
internal sealed class AlarmReplyWords
{
    private const int Code = 3;

    private readonly HashSet<string> clear;
    private readonly HashSet<string> plain;

    private AlarmReplyWords(Content content)
    {
        clear = [.. content.Replies.Clear.Select(Bare)];
        plain = [.. content.Replies.Plain.Select(Bare)];
    }

    /// <exception cref="InvalidOperationException">The file is missing, or has no words.</exception>
    public static AlarmReplyWords Load()
    {
        var content = PromptFile.Read<Content>("ladders.yaml");
        return content.Replies is { Clear.Count: > 0, Plain.Count: > 0 }
            ? new AlarmReplyWords(content)
            : throw new InvalidOperationException("prompts/ladders.yaml: replies needs words under clear and plain");
    }

    /// <param name="mayBeAboutOrders">This number is offered work as well: 好 and 1 may answer that.</param>
    public (bool IsYes, string? Code) Read(string text, bool mayBeAboutOrders)
    {
        var said = Bare(text);
        var digits = said.TakeWhile(char.IsAsciiDigit).Count();
        var code = digits == Code ? said[..Code] : null;
        var words = code is null ? said : said[Code..];
        var isYes = (words.Length == 0 && code is not null) || clear.Contains(words) || (plain.Contains(words) && (!mayBeAboutOrders || code is not null));
        return (isYes, code);
    }

    /// <summary>Half width, without spaces and punctuation.</summary>
    private static string Bare(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var half = character is >= '！' and <= '～' ? (char)(character - '！' + '!') : character;
            if (char.IsLetterOrDigit(half))
            {
                bare.Append(char.ToLowerInvariant(half));
            }
        }

        return bare.ToString();
    }

    private sealed class Content
    {
        public Words Replies { get; set; } = new();
    }

    private sealed class Words
    {
        public List<string> Clear { get; set; } = [];

        public List<string> Plain { get; set; } = [];
    }
}
