using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace DialogBot.Speaking;

/// <summary>The lines of one language.</summary>
internal sealed partial class Phrasebook
{
    private readonly FrozenDictionary<string, LineText> lines;

    private Phrasebook(string language, Dictionary<string, LineText> lines, Speech speech)
    {
        Language = language;
        Speech = speech;
        this.lines = lines.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public string Language { get; }

    public Speech Speech { get; }

    /// <summary>What may be said without any slot: a channel can render it ahead of time.</summary>
    public IEnumerable<string> FixedSentences => lines.Values
        .SelectMany(line => line.Say.Append(line.Again ?? ""))
        .SelectMany(Sentences.Split)
        .Where(sentence => !sentence.Contains('{'))
        .Distinct();

    /// <summary>Reads the lines and words of a language.</summary>
    /// <param name="fallback">Where lines that are missing are taken from; null where none may be missing.</param>
    public static Phrasebook Load(string prompts, string language, Phrasebook? fallback = null)
    {
        var folder = Path.Combine(prompts, language);
        var words = PromptFile.Read<Wording>(Path.Combine(folder, "words.yaml"));
        var lines = new Dictionary<string, LineText>(StringComparer.Ordinal);
        foreach (var file in Lines.Files.Select(name => Path.Combine(folder, name)))
        {
            foreach (var (key, line) in PromptFile.Read<Dictionary<string, LineText>>(file))
            {
                Check(file, key, line);
                if (!lines.TryAdd(key, line))
                {
                    throw new PromptException($"{file}: the line '{key}' stands in another file too.");
                }
            }
        }

        foreach (var key in Lines.All.Where(key => !lines.ContainsKey(key.Name)))
        {
            lines[key.Name] = fallback?.lines[key.Name] ?? throw new PromptException($"{folder}: the line '{key.Name}' is missing.");
        }

        return new Phrasebook(language, lines, new Speech(words));
    }

    /// <summary>The ways a line may be said, the other words last; for tests and for rendering ahead.</summary>
    public IEnumerable<string> Texts(LineKey key) => Texts(lines[key.Name]);

    /// <summary>The sentences of one line.</summary>
    /// <param name="turn">Counts the turns of the call, so that the same thing is not always said in the same words.</param>
    /// <param name="onPhone">The caller is on the telephone.</param>
    public IReadOnlyList<string> Render(Said said, int turn, bool onPhone = true)
    {
        var line = lines[said.Key];
        var ways = onPhone ? line.Say : line.OffPhone ?? line.Say;
        var text = said.Again && line.Again is { } again ? again : ways[turn % ways.Length];
        var slots = Lines.Named(said.Key).Slots;
        var filled = Slot().Replace(text, slot => Speech.Digits.InText(said.Values[IndexOf(slots, slot.Groups[1].Value)]));
        return [.. Sentences.Split(filled)];
    }

    private static void Check(string file, string key, LineText line)
    {
        if (!Lines.Has(key))
        {
            throw new PromptException($"{file}: nothing ever says the line '{key}'.");
        }

        if (line.Say.Length == 0 || line.OffPhone is [] || Texts(line).Any(string.IsNullOrWhiteSpace))
        {
            throw new PromptException($"{file}: the line '{key}' says nothing.");
        }

        var slots = Lines.Named(key).Slots;
        var stranger = Texts(line).SelectMany(text => Slot().Matches(text)).FirstOrDefault(slot => !slots.Contains(slot.Groups[1].Value));
        if (stranger is not null)
        {
            throw new PromptException($"{file}: the line '{key}' has no slot {stranger.Value}; it has {(slots.Count == 0 ? "none" : string.Join(", ", slots))}.");
        }
    }

    private static IEnumerable<string> Texts(LineText line) => [.. line.Say, .. line.OffPhone ?? [], .. line.Again is { } again ? new[] { again } : []];

    private static int IndexOf(IReadOnlyList<string> slots, string name)
    {
        for (var at = 0; at < slots.Count; at++)
        {
            if (slots[at] == name)
            {
                return at;
            }
        }

        throw new InvalidOperationException($"No slot is named {name}.");
    }

    [GeneratedRegex(@"\{([a-z]+)\}")]
    private static partial Regex Slot();
}
