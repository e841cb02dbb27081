using YamlDotNet.Serialization;

namespace Dispatch.Registry.Import;

/// <summary>The codes of prompts/services.yaml, so that a vendor cannot offer what does not exist.</summary>
internal static class ServiceCodes
{
    public static IReadOnlySet<string> Load(string promptsFolder)
    {
        var catalogue = new DeserializerBuilder().Build()
            .Deserialize<Dictionary<string, Dictionary<string, object>>>(File.ReadAllText(Path.Combine(promptsFolder, "services.yaml")));
        return catalogue["services"].Keys.ToHashSet();
    }
}
