namespace VoiceGateway.Speech.OpenAi;

/// <summary>
/// Section <c>Speech:OpenAi</c> of the settings: any server that speaks OpenAI's audio protocol (FunASR, SenseVoice, Dolphin, vLLM, speaches);
/// used where Speech:Recognizers or Speech:Synthesizers name openai.
/// </summary>
internal sealed class OpenAiSpeechOptions
{
    public const string Section = "Speech:OpenAi";

    /// <summary>Base address of the API, e.g. http://127.0.0.1:8000/v1.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>A secret; empty where the server wants none.</summary>
    public string Key { get; set; } = "";

    /// <summary>The model that hears, as the server names it.</summary>
    public string Model { get; set; } = "";

    /// <summary>Whether the server is asked how sure it is of each word, and how: None, Words, Logprobs.</summary>
    public OpenAiDetail Detail { get; set; }

    /// <summary>Another model for a locale: Speech:OpenAi:Models:wuu-CN=dolphin-small.</summary>
    public Dictionary<string, string> Models { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Locales that the server is asked about, with commas; empty for all. wuu-CN,yue-CN leaves Mandarin to the next engine.</summary>
    public string Locales { get; set; } = "";

    /// <summary>The model that speaks.</summary>
    public string VoiceModel { get; set; } = "";

    public string Voice { get; set; } = "";

    /// <summary>Another voice for a locale: Speech:OpenAi:Voices:yue-CN=….</summary>
    public Dictionary<string, string> Voices { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>So long is waited for an answer.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Requests at the same time.</summary>
    public int AtOnce { get; set; } = 20;
}
