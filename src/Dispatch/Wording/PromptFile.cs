using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Dispatch.Wording;

/// <summary>Reads a file of prompts/, which lies beside the program.</summary>
internal static class PromptFile
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "prompts");

    /// <exception cref="InvalidOperationException">The file is missing or not what is expected; the message says where.</exception>
    public static T Read<T>(string name)
    {
        var path = Path.Combine(Folder, name);
        try
        {
            using var reader = new StreamReader(path);
            return new DeserializerBuilder()
                .WithNamingConvention(CamelCaseNamingConvention.Instance)
                .IgnoreUnmatchedProperties()
                .Build()
                .Deserialize<T>(reader);
        }
        catch (YamlException wrong)
        {
            throw new InvalidOperationException($"{path}, line {wrong.Start.Line}: {wrong.InnerException?.Message ?? wrong.Message}", wrong);
        }
        catch (IOException missing)
        {
            throw new InvalidOperationException($"{path} cannot be read: {missing.Message}", missing);
        }
    }
}
