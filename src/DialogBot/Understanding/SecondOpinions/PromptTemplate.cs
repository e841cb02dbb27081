using System.Security;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.Extensions.AI;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace DialogBot.Understanding.SecondOpinions;

/// <summary>
/// A prompt in Semantic Kernel's YAML (learn.microsoft.com/semantic-kernel/concepts/prompts/yaml-schema): messages by tag, variables as
/// {{$name}}. A variable's value is encoded, so that no value can end its message and begin another.
/// </summary>
internal sealed partial class PromptTemplate
{
    private readonly File file;

    private PromptTemplate(File file) => this.file = file;

    /// <summary>The answer's JSON schema.</summary>
    public string Schema => file.OutputVariable.JsonSchema;

    public ChatOptions Options => new() { Temperature = file.Settings.Temperature, MaxOutputTokens = file.Settings.MaxTokens };

    /// <exception cref="PromptException">The file is missing or wrong; the message says what.</exception>
    public static PromptTemplate Load(string path)
    {
        var yaml = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).IgnoreUnmatchedProperties().Build();
        try
        {
            var template = new PromptTemplate(yaml.Deserialize<File>(System.IO.File.ReadAllText(path)));
            template.Check(path);
            return template;
        }
        catch (Exception wrong) when (wrong is YamlException or IOException or XmlException)
        {
            throw new PromptException($"{path}: {wrong.InnerException?.Message ?? wrong.Message}", wrong);
        }
    }

    /// <param name="values">One for every variable of the file.</param>
    public IReadOnlyList<ChatMessage> Render(IReadOnlyDictionary<string, string> values)
    {
        var filled = Variable().Replace(file.Template, match => SecurityElement.Escape(Speakable(values[match.Groups[1].Value])));
        return [.. XElement.Parse($"<prompt>{filled}</prompt>").Elements("message").Select(message =>
            new ChatMessage(new ChatRole(message.Attribute("role")!.Value), message.Value.Trim()))];
    }

    /// <summary>A recogniser writes no control characters; a typed line may, and XML holds none.</summary>
    private static string Speakable(string value) => string.Concat(value.Where(letter => XmlConvert.IsXmlChar(letter) && !char.IsControl(letter)));

    private void Check(string path)
    {
        var used = Variable().Matches(file.Template).Select(match => match.Groups[1].Value).ToHashSet();
        var declared = file.InputVariables.Select(variable => variable.Name).ToHashSet();
        if (!used.SetEquals(declared))
        {
            throw new PromptException($"{path}: input_variables and the variables of the template differ: {string.Join(", ", used.Except(declared).Concat(declared.Except(used)))}.");
        }

        if (file.InputVariables.Exists(variable => variable.AllowDangerouslySetContent))
        {
            throw new PromptException($"{path}: allow_dangerously_set_content would let a caller write messages of the model; leave it out.");
        }

        Render(declared.ToDictionary(name => name, _ => ""));
    }

    [GeneratedRegex(@"\{\{\s*\$(\w+)\s*\}\}")]
    private static partial Regex Variable();

    private sealed record File
    {
        public string Template { get; init; } = "";
        public List<InputVariable> InputVariables { get; init; } = [];
        public OutputVariable OutputVariable { get; init; } = new();
        public Dictionary<string, ExecutionSettings> ExecutionSettings { get; init; } = [];

        public ExecutionSettings Settings => ExecutionSettings.GetValueOrDefault("default") ?? new ExecutionSettings();
    }

    private sealed record InputVariable
    {
        public string Name { get; init; } = "";
        public bool AllowDangerouslySetContent { get; init; }
    }

    private sealed record OutputVariable
    {
        public string JsonSchema { get; init; } = "";
    }

    private sealed record ExecutionSettings
    {
        public float? Temperature { get; init; }
        public int? MaxTokens { get; init; }
    }
}
