using DialogBot.Understanding.Learned;
using DialogBot.Understanding.Words;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace DialogBot.Understanding;

/// <summary>Reads what prompts/understanding and prompts/lexicon know about the language.</summary>
internal sealed class LanguageData(string promptsFolder)
{
    private readonly IDeserializer _yaml = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build();

    public Spelling Spelling()
    {
        var spelling = Read<SpellingFile>("understanding/spelling.yaml");
        var traditional = Lines("understanding/traditional.tsv").Select(line => (line[0], line[2]));
        return new Spelling(traditional.Concat(spelling.Write.Select(pair => (pair.Key[0], pair.Value[0]))), spelling.Fillers, spelling.Stammered);
    }

    public Lexicons Lexicons() => new(LexiconBlocks());

    public LexiconBlock[] LexiconBlocks() => [.. Files("lexicon").SelectMany(file => Read<LexiconBlock[]>(file))];

    public Vocabulary Vocabulary()
    {
        var lists = Files("understanding/words").SelectMany(file => Read<Dictionary<string, string>>(file)).Select(list => new WordList(list.Key, Words(list.Value)));
        var policy = Read<BySoundFile>("understanding/by-sound.yaml");
        return new Vocabulary([.. lists], Sounds(), new SoundPolicy([.. Words(policy.Pairs)], [.. Words(policy.Blurred)], [.. Words(policy.Never)], [.. Words(policy.Ordinary)], policy.Everyday));
    }

    public Dictionary<string, Dictionary<string, double>> Rules(string file) =>
        Read<Dictionary<string, Dictionary<string, double>>>($"understanding/{file}.yaml");

    public Judges Learned() => Judges.Parse(file => File.ReadAllLines(Path.Combine(promptsFolder, $"understanding/learned/{file}.tsv")));

    public T Read<T>(string file)
    {
        using var reader = File.OpenText(Path.Combine(promptsFolder, file));
        return _yaml.Deserialize<T>(reader) ?? throw new FormatException($"{file} is empty.");
    }

    private Sounds Sounds()
    {
        var confusions = Read<ConfusionsFile>("understanding/confusions.yaml");
        var readings = Lines("understanding/sounds.tsv").Select(line => line.Split('\t')).Select(cells => (cells[0], cells[1], cells[2]));
        return new Sounds(readings, new Confusions(confusions.Syllables, confusions.Initials, confusions.Finals));
    }

    private IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(promptsFolder, folder), "*.yaml").Order(StringComparer.Ordinal).Select(path => Path.GetRelativePath(promptsFolder, path));

    private IEnumerable<string> Lines(string file) =>
        File.ReadLines(Path.Combine(promptsFolder, file)).Where(line => line.Length > 0 && line[0] != '#');

    private static string[] Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private sealed record SpellingFile
    {
        public Dictionary<string, string> Write { get; init; } = [];
        public string Fillers { get; init; } = "";
        public string Stammered { get; init; } = "";
    }

    private sealed record BySoundFile
    {
        public string Pairs { get; init; } = "";
        public string Blurred { get; init; } = "";
        public string Never { get; init; } = "";
        public string Ordinary { get; init; } = "";
        public string Everyday { get; init; } = "";
    }

    private sealed record ConfusionsFile
    {
        public Dictionary<string, string> Syllables { get; init; } = [];
        public Dictionary<string, string> Initials { get; init; } = [];
        public Dictionary<string, string> Finals { get; init; } = [];
    }
}
