namespace VoiceGateway.Speech.Order;

/// <summary>How engines are called in settings.</summary>
internal static class EngineNames
{
    public const string Local = "local";
    public const string Azure = "azure";
    public const string OpenAi = "openai";

    public static readonly IReadOnlyList<string> All = [Local, Azure, OpenAi];

    /// <summary>azure,local → azure and local, in that order.</summary>
    public static IReadOnlyList<string> In(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public static bool Uses(SpeechOptions options, string engine) => In(options.Recognizers).Contains(engine) || In(options.Synthesizers).Contains(engine);

    /// <returns>A sentence that says what to set, or null.</returns>
    public static string? Wrong(string setting, string list)
    {
        var names = In(list);
        return names.Count > 0 && names.All(All.Contains) && names.Distinct().Count() == names.Count
            ? null
            : $"Set {setting} to engines in the order in which they are to be asked, each once, of {string.Join(", ", All)}; it is '{list}'.";
    }
}
