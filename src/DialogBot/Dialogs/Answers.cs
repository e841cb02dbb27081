using DialogBot.Services;
using DialogBot.Understanding;

namespace DialogBot.Dialogs;

/// <summary>Words that answer a question that was asked, from prompts/zh-CN/answers.yaml: who pays, whenever, a name, an address.</summary>
internal sealed class Answers
{
    public required Dictionary<Payer, string[]> Payer { get; init; }
    public required string[] Anytime { get; init; }
    public required string[] Soon { get; init; }
    public required string[] DontKnow { get; init; }
    public required string[] TooDear { get; init; }
    public required string[] Wanted { get; init; }
    public required string[] Farewell { get; init; }
    public required string[] WhoAreYou { get; init; }
    public required string[] Distress { get; init; }
    public required string[] NothingElse { get; init; }
    public required string[] Thanks { get; init; }
    public required Beginnings YesAnd { get; init; }
    public required SafeWords Safe { get; init; }
    public required string[] Home { get; init; }
    public required Around Name { get; init; }
    public required Around Address { get; init; }

    public Payer? PayerIn(string text)
    {
        foreach (var (payer, words) in Payer)
        {
            if (Any(words, text))
            {
                return payer;
            }
        }

        return null;
    }

    public bool SaysAnytime(string text) => Any(Anytime, text);

    public bool SaysSoon(string text) => Any(Soon, text);

    public bool SaysDontKnow(string text) => Any(DontKnow, text);

    public bool SaysTooDear(string text) => Any(TooDear, text);

    public bool SaysWanted(string text) => Wanted.Any(word => text.StartsWith(word, StringComparison.Ordinal));

    public bool SaysFarewell(string text) => Any(Farewell, text);

    public bool AsksWhoYouAre(string text) => Any(WhoAreYou, text);

    public bool SoundsDistressed(string text) => Any(Distress, text);

    public bool SaysNothingElse(string text) => Any(NothingElse, text);

    public bool SaysThanks(string text) => Any(Thanks, text);

    /// <summary>对，还要洗衣服: yes, and something more.</summary>
    public bool SaysYesAnd(string text) =>
        YesAnd.Words.Any(yes => YesAnd.Then.Any(more => text.StartsWith(yes + more, StringComparison.Ordinal)));

    /// <summary>All is well: nothing else is said, or it stands before a wish that has nothing to do with danger. 没有力气 is not 没有.</summary>
    public bool SaysSafe(Reading answer) =>
        answer is { Danger: null, Person: null } && (answer.Services.Count > 0 ? Safe.Begins(answer.Text) : Safe.IsAll(answer.Text));

    public bool MeansHome(string place) => Any(Home, place);

    /// <summary>Where a worker can find to, as against 女儿家.</summary>
    public bool IsAddress(string place) => Any(Address.Marks, place) || place.Any(char.IsDigit);

    /// <summary>A door, as against a street only.</summary>
    public bool IsExact(string address) => Any(Address.Exact, address) || address.Any(char.IsDigit);

    /// <summary>Null where what was said cannot be a name.</summary>
    public string? NameIn(string text)
    {
        // 我姓李，叫李建国: the last part is the whole name.
        var last = text.Split(['，', '。', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
        return Name.Inside(last) is { } name && name.Length >= Name.Shortest && name.Length <= Name.Longest ? name : null;
    }

    /// <summary>Null where what was said is too little for an address.</summary>
    public string? AddressIn(string text) => Address.Inside(text) is { } address && address.Length >= Address.Shortest ? address : null;

    private static bool Any(string[] words, string text) => words.Any(word => text.Contains(word, StringComparison.Ordinal));

    internal sealed class Beginnings
    {
        public required string[] Words { get; init; }
        public required string[] Then { get; init; }
    }

    internal sealed class SafeWords
    {
        /// <summary>Lines of words with spaces between.</summary>
        public required string[] Words { get; init; }

        /// <summary>Answers made of these words that mean something else.</summary>
        public required string[] Never { get; init; }

        /// <summary>Characters that mean nothing beside them.</summary>
        public required string Around { get; init; }

        private IEnumerable<string> LongestFirst => Words.SelectMany(line => line.Split(' ')).OrderByDescending(word => word.Length);

        public bool Begins(string text) => LongestFirst.Any(word => text.StartsWith(word, StringComparison.Ordinal));

        public bool IsAll(string text)
        {
            if (Any(Never, text))
            {
                return false;
            }

            var rest = LongestFirst.Aggregate(text, (left, word) => left.Replace(word, " ", StringComparison.Ordinal));
            return rest.Contains(' ', StringComparison.Ordinal) && rest.All(letter => letter == ' ' || char.IsPunctuation(letter) || Around.Contains(letter, StringComparison.Ordinal));
        }
    }

    /// <summary>What people say around the thing that was asked for.</summary>
    internal sealed class Around
    {
        public required string[] Before { get; init; }
        public required string[] After { get; init; }
        public string[] Marks { get; init; } = [];
        public string[] Exact { get; init; } = [];
        public int Longest { get; init; } = int.MaxValue;
        public int Shortest { get; init; } = 1;

        public string Inside(string text)
        {
            text = Bare(text);
            while (Before.FirstOrDefault(word => text.StartsWith(word, StringComparison.Ordinal)) is { } before)
            {
                text = Bare(text[before.Length..]);
            }

            while (After.FirstOrDefault(word => text.EndsWith(word, StringComparison.Ordinal)) is { } after)
            {
                text = Bare(text[..^after.Length]);
            }

            return text;
        }

        private static string Bare(string text) =>
            text.Trim([' ', '，', '。', ',', '.', '！', '？', '、', '；']);
    }
}
