namespace VoiceGateway.Calls.TurnTaking;

/// <summary>What words tell of whose turn it is; from prompts/turns.yaml.</summary>
internal sealed class TurnWords
{
    // One figure at the end is a count or a floor, two are a number.
    private const int BeginsNumber = 2;

    public required List<string> Open { get; init; }

    public required string Digits { get; init; }

    public required int CompleteNumber { get; init; }

    public required List<string> Dictates { get; init; }

    public required List<string> Listening { get; init; }

    public required HashSet<string> Answers { get; init; }

    /// <param name="prompts">The folder prompts/.</param>
    public static TurnWords Load(string prompts) => PromptFile.Read<TurnWords>(prompts, "turns.yaml");

    /// <summary>我想…, 还有…: the sentence cannot be over.</summary>
    public bool IsOpen(string heard) => Bare(heard) is var words && Open.Exists(end => words.EndsWith(end, StringComparison.Ordinal));

    /// <summary>A number has been begun, and is not a whole telephone number yet.</summary>
    public bool EndsInNumber(string heard)
    {
        var words = Bare(heard);
        var digits = words.Length - words.TrimEnd([.. Digits]).Length;
        return digits >= BeginsNumber && digits != CompleteNumber;
    }

    /// <summary>我的电话是…: what follows is shorter than a telephone number yet, whatever it was heard as.</summary>
    public bool IsDictating(string heard)
    {
        var words = Bare(heard);
        return Dictates.Exists(word => words.LastIndexOf(word, StringComparison.Ordinal) is >= 0 and var at && words.Length - at - word.Length < CompleteNumber);
    }

    /// <summary>Nothing but 嗯, 哦, 对 and the like.</summary>
    public bool IsListening(string heard)
    {
        var left = Bare(heard);
        while (left.Length > 0)
        {
            var word = Listening.FindAll(word => left.StartsWith(word, StringComparison.Ordinal)).MaxBy(word => word.Length);
            if (word is null)
            {
                return false;
            }

            left = left[word.Length..];
        }

        return true;
    }

    /// <summary>A whole answer to a question of yes or no.</summary>
    public bool IsAnswer(string heard) => Answers.Contains(Bare(heard));

    /// <summary>Without punctuation and spaces.</summary>
    public static string Bare(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
