using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace VoiceGateway;

/// <summary>Reads one file of prompts/ that the doors need themselves; a key that is missing stops the program at start.</summary>
internal static class PromptFile
{
    public static T Read<T>(params ReadOnlySpan<string> path)
    {
        using var file = File.OpenText(Path.Combine(path));
        return new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .WithEnforceRequiredMembers()
            .Build()
            .Deserialize<T>(file);
    }
}
