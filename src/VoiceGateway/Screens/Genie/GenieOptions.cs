namespace VoiceGateway.Screens.Genie;

/// <summary>Section <c>Genie</c> of the settings. The door is closed while there is no key.</summary>
internal sealed class GenieOptions
{
    public const string Section = "Genie";

    /// <summary>A secret: stands in the address that Tmall Genie posts to, for it signs nothing. At least 24 letters and digits.</summary>
    public string CallbackKey { get; set; } = "";

    /// <summary>The skill's id; others are refused.</summary>
    public string SkillId { get; set; } = "";

    /// <summary>Name of the file that shows whose server this is (….txt), and what stands in it, as the platform gives them.</summary>
    public string OwnershipFile { get; set; } = "";

    public string OwnershipText { get; set; } = "";

    /// <summary>The slot of the skill's intent that takes any words: what is asked for next is put there.</summary>
    public string Slot { get; set; } = "words";
}
