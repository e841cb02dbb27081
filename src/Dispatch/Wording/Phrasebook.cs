using System.Text;

namespace Dispatch.Wording;

/// <summary>The sentences of one file (sms.yaml, calls.yaml), their {slots} filled.</summary>
internal sealed class Phrasebook
{
    private readonly string file;
    private readonly Content content;

    private Phrasebook(string file, Content content)
    {
        this.file = file;
        this.content = content;
    }

    public IReadOnlyCollection<string> Texts => content.Texts.Keys;

    public static Phrasebook Load(string file) => new(file, PromptFile.Read<Content>(file));

    public bool Has(string key) => content.Texts.ContainsKey(key);

    public string Text(string key, Slots slots) => Fill(Find(content.Texts, key), slots, key);

    public string Word(string key) => Find(content.Words, key);

    public string Word(string key, Slots slots) => Fill(Find(content.Words, key), slots, key);

    /// <summary>A word for a reason; one for "something" where the reason has none.</summary>
    public string Reason(string key) => content.Reasons.TryGetValue(key, out var reason) ? reason : Find(content.Reasons, "unknown-reason");

    private string Find(Dictionary<string, string> where, string key) =>
        where.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"prompts/{file} has no '{key}'");

    private string Fill(string text, Slots slots, string key)
    {
        var filled = new StringBuilder(text.Length * 2);
        var at = 0;
        while (text.IndexOf('{', at) is var open and >= 0)
        {
            var close = text.IndexOf('}', open);
            var slot = text[(open + 1)..close];
            filled.Append(text, at, open - at).Append(
                slots.TryGetValue(slot, out var value) ? value : throw new KeyNotFoundException($"prompts/{file}: '{key}' wants {{{slot}}}, which is not filled"));
            at = close + 1;
        }

        return filled.Append(text, at, text.Length - at).ToString();
    }

    private sealed class Content
    {
        public Dictionary<string, string> Texts { get; set; } = [];

        public Dictionary<string, string> Words { get; set; } = [];

        public Dictionary<string, string> Reasons { get; set; } = [];
    }
}
