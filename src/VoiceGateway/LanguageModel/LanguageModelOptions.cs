namespace VoiceGateway.LanguageModel;

/// <summary>Section <c>LanguageModel</c> of the settings: a server that speaks OpenAI's chat completions, asked where the rules are unsure.</summary>
internal sealed class LanguageModelOptions
{
    public const string Section = "LanguageModel";

    /// <summary>Base address of the server's API, e.g. http://127.0.0.1:8000/v1; empty for the rules alone.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Name of the model, as the server knows it.</summary>
    public string Model { get; set; } = "";

    /// <summary>A secret; empty where the server wants none.</summary>
    public string Key { get; set; } = "";

    public bool IsOn => Endpoint.Length > 0;
}
