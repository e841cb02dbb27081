using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Dispatch.Orders;

/// <summary>prompts/refusals.yaml: why not, for operators to read.</summary>
public sealed class RefusalTexts
{
    private readonly Document document;

    private RefusalTexts(Document document) => this.document = document;

    public IReadOnlyCollection<string> Reasons => document.Refusals.Keys;

    /// <param name="promptsFolder">The folder prompts beside the binaries.</param>
    public static RefusalTexts Load(string promptsFolder) => new(
        new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .Build()
            .Deserialize<Document>(File.ReadAllText(Path.Combine(promptsFolder, "refusals.yaml"))));

    /// <param name="order">Null where there is none, as when a new one was refused.</param>
    /// <exception cref="KeyNotFoundException">prompts/refusals.yaml does not know the reason.</exception>
    public string Say(string reason, Order? order) => document.Refusals[reason]
        .Replace("{number}", order?.Number ?? string.Empty, StringComparison.Ordinal)
        .Replace("{state}", order is null ? string.Empty : Say(order.State), StringComparison.Ordinal);

    public string Say(OrderState state) => document.States[state.ToString().ToLowerInvariant()];

    private sealed class Document
    {
        public Dictionary<string, string> Refusals { get; init; } = [];

        public Dictionary<string, string> States { get; init; } = [];
    }
}
