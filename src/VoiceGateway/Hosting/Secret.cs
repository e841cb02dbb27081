using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace VoiceGateway.Hosting;

/// <summary>A key or token that unlocks a service: from the environment, or from a file that only the program may read.</summary>
/// <param name="Value">Null where none is given, or <paramref name="Wrong"/> says why not.</param>
/// <param name="Wrong">A sentence that says what to set instead; null where all is well.</param>
internal sealed record Secret(string? Value, string? Wrong)
{
    /// <param name="key">As in LanguageModel:Key; its file is named by LanguageModel:KeyFile.</param>
    public static Secret Find(IConfiguration configuration, string key)
    {
        var inEnvironment = key.Replace(":", "__", StringComparison.Ordinal);
        var file = configuration[key + "File"];
        if (Provider(configuration, key) is { } provider && provider is not EnvironmentVariablesConfigurationProvider)
        {
            return new Secret(null, $"{key} is a secret and must not stand among the settings, where others can read it: set {inEnvironment} in the environment, or {key}File to a file that holds it.");
        }

        if (string.IsNullOrEmpty(file))
        {
            return new Secret(configuration[key] is { Length: > 0 } value ? value.Trim() : null, null);
        }

        return configuration[key] is { Length: > 0 }
            ? new Secret(null, $"Both {key}File and {inEnvironment} are set: set one of them.")
            : Read(file, key);
    }

    /// <summary>Never shown, not even by a log of the whole record.</summary>
    public override string ToString() => Value is null ? "no secret" : "a secret";

    private static Secret Read(string file, string key)
    {
        try
        {
            return File.ReadAllText(file).Trim() is { Length: > 0 } value
                ? new Secret(value, null)
                : new Secret(null, $"{key}File is {file}, which is empty: set it to a file that holds the key and nothing else.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new Secret(null, $"{key}File is {file}, which cannot be read: set it to a file that holds the key and that this user may read.");
        }
    }

    private static IConfigurationProvider? Provider(IConfiguration configuration, string key) =>
        (configuration as IConfigurationRoot)?.Providers.LastOrDefault(provider => provider.TryGet(key, out var value) && !string.IsNullOrEmpty(value));
}
