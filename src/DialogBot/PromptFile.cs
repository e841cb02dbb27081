using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace DialogBot;

/// <summary>Reads one file of prompts/. What is wrong in it stops the program at start, named by file.</summary>
internal static class PromptFile
{
    public static T Read<T>(string path)
    {
        var yaml = new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .WithEnumNamingConvention(CamelCaseNamingConvention.Instance)
            .WithEnforceRequiredMembers()
            .WithDuplicateKeyChecking()
            .Build();
        if (!File.Exists(path))
        {
            throw new PromptException($"{path} is missing.");
        }

        try
        {
            using var reader = File.OpenText(path);
            return yaml.Deserialize<T>(reader) ?? throw new PromptException($"{path} is empty.");
        }
        catch (YamlException wrong)
        {
            throw new PromptException($"{path}, line {wrong.Start.Line}: {wrong.InnerException?.Message ?? wrong.Message}", wrong);
        }
    }
}
