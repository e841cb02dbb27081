namespace VoiceGateway.Screens.XiaoAi;

/// <summary>Section <c>XiaoAi</c> of the settings. The door is closed while there is no key.</summary>
internal sealed class XiaoAiOptions
{
    public const string Section = "XiaoAi";

    /// <summary>The key's id on Xiaomi's platform.</summary>
    public string KeyId { get; set; } = "";

    /// <summary>A secret, in base64 as the platform gives it.</summary>
    public string Secret { get; set; } = "";
}
