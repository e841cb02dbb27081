using Dispatch.Wording;

namespace Dispatch.Offers;

/// <summary>What the desk needs of prompts/services.yaml.</summary>
public sealed class ServiceCatalogue
{
    private readonly Dictionary<string, CatalogueService> services = PromptFile.Read<Content>("services.yaml").Services;

    internal ServiceCatalogue()
    {
    }

    /// <summary>Codes in the file's order.</summary>
    public IReadOnlyCollection<string> Codes => services.Keys;

    /// <exception cref="KeyNotFoundException">There is no such service.</exception>
    public CatalogueService Find(string code) =>
        services.TryGetValue(code, out var service) ? service : throw new KeyNotFoundException($"prompts/services.yaml has no service '{code}'");

    public bool Has(string code) => services.ContainsKey(code);

    internal IReadOnlyCollection<CatalogueService> All => services.Values;

    private sealed class Content
    {
        public Dictionary<string, CatalogueService> Services { get; set; } = [];
    }
}
