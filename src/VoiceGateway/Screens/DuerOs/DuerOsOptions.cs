namespace VoiceGateway.Screens.DuerOs;

/// <summary>Section <c>DuerOs</c> of the settings. The door is closed while no skill is named.</summary>
internal sealed class DuerOsOptions
{
    public const string Section = "DuerOs";

    /// <summary>The skill's id (applicationId) on Baidu's platform.</summary>
    public string SkillId { get; set; } = "";

    /// <summary>A PEM file with the root that Baidu's certificate is trusted by, instead of the machine's own roots.</summary>
    public string TrustedRoot { get; set; } = "";
}
