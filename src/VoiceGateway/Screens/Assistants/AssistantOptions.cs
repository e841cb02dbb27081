using System.ComponentModel.DataAnnotations;

namespace VoiceGateway.Screens.Assistants;

/// <summary>Section <c>Screens</c> of the settings: what holds for every platform of smart screens.</summary>
internal sealed class AssistantOptions
{
    public const string Section = "Screens";

    /// <summary>An answer that is not there by then is promised. The platforms give up after some seconds more.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:00:04")]
    public TimeSpan Budget { get; set; } = TimeSpan.FromSeconds(1.8);

    /// <summary>A signed request may be so old, or so far ahead.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "00:15:00")]
    public TimeSpan ReplayWindow { get; set; } = TimeSpan.FromMinutes(3);
}
