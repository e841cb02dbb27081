using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Dispatch.Registry.Import;

/// <summary>prompts/import.yaml: what columns and values may also be called, and how a wrong one is reported.</summary>
internal sealed class ImportWords
{
    private readonly Document document;

    private ImportWords(Document document) => this.document = document;

    public static ImportWords Load(string promptsFolder) => new(
        new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .Build()
            .Deserialize<Document>(File.ReadAllText(Path.Combine(promptsFolder, "import.yaml"))));

    public string ColumnOf(string heading) => document.Columns.GetValueOrDefault(heading.Trim(), heading.Trim());

    public string ValueOf(string column, string text) =>
        document.Values.TryGetValue(column, out var values) ? values.GetValueOrDefault(text, text) : text;

    /// <param name="problem">A key of problems.</param>
    /// <exception cref="KeyNotFoundException">prompts/import.yaml does not know the problem.</exception>
    public string Say(string problem, SourceRow row, string column, Cell? cell) => document.Sentence
        .Replace("{problem}", document.Problems[problem], StringComparison.Ordinal)
        .Replace("{file}", row.File, StringComparison.Ordinal)
        .Replace("{line}", $"{row.Line}", StringComparison.Ordinal)
        .Replace("{place}", cell is null ? "-" : $"{cell.Column}", StringComparison.Ordinal)
        .Replace("{column}", column, StringComparison.Ordinal)
        .Replace("{value}", cell?.Text ?? string.Empty, StringComparison.Ordinal);

    private sealed class Document
    {
        public Dictionary<string, string> Columns { get; init; } = [];

        public Dictionary<string, Dictionary<string, string>> Values { get; init; } = [];

        public string Sentence { get; init; } = string.Empty;

        public Dictionary<string, string> Problems { get; init; } = [];
    }
}
