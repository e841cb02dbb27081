namespace VoiceGateway.Speech.Azure;

/// <summary>Section <c>Speech:Azure</c> of the settings; used where Speech:Recognizers or Speech:Synthesizers name azure.</summary>
internal sealed class AzureSpeechOptions
{
    public const string Section = "Speech:Azure";

    /// <summary>The resource's region: chinanorth3, southeastasia. Those that begin with china are reached at azure.cn.</summary>
    public string Region { get; set; } = "";

    /// <summary>A secret: one of the resource's two keys.</summary>
    public string Key { get; set; } = "";

    /// <summary>Instead of the region's own addresses: a proxy of the house that takes both paths.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>So long is waited for an answer.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Requests at the same time; the resource has a quota.</summary>
    public int AtOnce { get; set; } = 20;

    /// <summary>Voice by locale of what is to be said.</summary>
    public Dictionary<string, string> Voices { get; set; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["zh-CN"] = "zh-CN-XiaoxiaoNeural",
        ["yue-CN"] = "yue-CN-XiaoMinNeural",
    };
}
