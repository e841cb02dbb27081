using DialogBot.Services;
using DialogBot.Understanding;

namespace DialogBot.Dialogs;

/// <summary>Words that answer a question that was asked, from prompts/zh-CN/answers.yaml: who pays, whenever, a name, an address.</summary>
internal sealed class Answers
{
    public required Dictionary<Payer, string[]> Payer { get; init; }
    public required Dictionary<Phrase, string[]> Says { get; init; }

    /// <summary>What a wish for a worker says of the one who came the last time.</summary>
    public required Dictionary<WorkerWish, string[]> Worker { get; init; }

    /// <summary>How a yes to 要帮您安排吗 begins.</summary>
    public required string[] Wanted { get; init; }

    /// <summary>What a relative calls an elder (我妈), by how the elder is addressed (王奶奶).</summary>
    public required ElderWords[] Elders { get; init; }

    public required Beginnings YesAnd { get; init; }
    /// <summary>Longest answer that only asks for a moment, in characters.</summary>
    public required int WaitLongest { get; init; }

    public required QuantityWords Quantity { get; init; }
    public required PlaceWords Place { get; init; }
    public required SafeWords Safe { get; init; }
    public required Surroundings Name { get; init; }
    public required Surroundings Address { get; init; }

    public static Answers Load(string path)
    {
        var answers = PromptFile.Read<Answers>(path);
        var missing = Enum.GetValues<Phrase>().Where(phrase => !answers.Says.ContainsKey(phrase)).ToArray();
        return missing.Length > 0 ? throw new PromptException($"{path}: says: {missing[0]} is missing.") : answers;
    }

    public Payer? PayerIn(string text) =>
        Payer.Where(entry => Any(entry.Value, text)).Select(entry => (Payer?)entry.Key).FirstOrDefault();

    /// <param name="preference">A wish for a worker, in the caller's words.</param>
    public WorkerWish? WorkerIn(string preference) =>
        Worker.Where(entry => Any(entry.Value, preference)).Select(entry => (WorkerWish?)entry.Key).FirstOrDefault();

    public bool Has(Phrase phrase, string text) => Any(Says[phrase], text);

    /// <summary>我妈 means 王奶奶 and not 王爷爷.</summary>
    public bool MeansElder(Caller elder, string text) =>
        elder.Honorific is { } honorific && Elders.Any(words => Any(words.Addressed, honorific) && Any(words.Said, text));

    public bool AsksForAMoment(string text) => text.Length <= WaitLongest && Has(Phrase.Wait, text);

    public bool SaysWanted(string text) => Wanted.Any(word => text.StartsWith(word, StringComparison.Ordinal));

    /// <summary>对，还要洗衣服: yes, and something more.</summary>
    public bool SaysYesAnd(string text) =>
        YesAnd.Words.Any(yes => YesAnd.Then.Any(more => text.StartsWith(yes + more, StringComparison.Ordinal)));

    /// <summary>All is well: nothing else is said, or nothing else before a wish. 没有力气 is not 没有.</summary>
    public bool SaysSafe(Reading answer) =>
        answer is { Danger: null, Person: null } && (answer.Services.Count > 0 ? Safe.Begins(answer.Text) : Safe.IsAll(answer.Text));

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

    internal static bool Any(string[] words, string text) => words.Any(word => text.Contains(word, StringComparison.Ordinal));
}
