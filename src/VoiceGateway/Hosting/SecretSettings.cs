using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.KeyPerFile;

namespace VoiceGateway.Hosting;

/// <summary>
/// Secrets come from the environment (<c>Twilio__AuthToken</c>) or from a folder with one file for each (<c>Secrets:Path</c>, as Docker
/// and Kubernetes mount them; the file is called <c>Twilio__AuthToken</c> too). A command line or a settings file is read by too many.
/// </summary>
internal static class SecretSettings
{
    private const string Folder = "Secrets:Path";

    public static void AddSecretFiles(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[Folder] is not { Length: > 0 } folder)
        {
            return;
        }

        var path = Path.GetFullPath(folder);
        if (!Directory.Exists(path))
        {
            throw new WrongSettingsException([$"{Folder} is {folder}, and there is no such folder: set it to the one that holds the secrets, one file for each, e.g. Twilio__AuthToken."]);
        }

        builder.Configuration.AddKeyPerFile(path, optional: false);
    }

    /// <returns>What is wrong with where a secret stands, or null.</returns>
    public static string? Misplaced(IConfiguration configuration, string key)
    {
        var source = (configuration as IConfigurationRoot)?.Providers.LastOrDefault(provider => provider.TryGet(key, out var value) && !string.IsNullOrEmpty(value));
        return source is null or EnvironmentVariablesConfigurationProvider or KeyPerFileConfigurationProvider
            ? null
            : $"{key} is a secret and stands where others can read it: put it into the environment as {key.Replace(":", "__", StringComparison.Ordinal)}, or into a file of that name in the folder {Folder}.";
    }
}
