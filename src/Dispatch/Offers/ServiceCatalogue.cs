using Dispatch.Wording;

namespace Dispatch.Offers;

/// <summary>What the desk needs of prompts/services.yaml.</summary>
internal sealed class ServiceCatalogue
{
    private readonly Dictionary<string, Service> services = PromptFile.Read<Content>("services.yaml").Services;

    public Service Find(string code) =>
        services.TryGetValue(code, out var service) ? service : throw new KeyNotFoundException($"prompts/services.yaml has no service '{code}'");

    public bool Has(string code) => services.ContainsKey(code);

    public IReadOnlyCollection<Service> All => services.Values;

    internal sealed class Service
    {
        /// <summary>How it is said aloud.</summary>
        public string Name { get; set; } = "";

        /// <summary>none, or the certificate that a vendor must hold.</summary>
        public string Qualification { get; set; } = "none";
    }

    private sealed class Content
    {
        public Dictionary<string, Service> Services { get; set; } = [];
    }
}
