using System.ComponentModel.DataAnnotations;

namespace VoiceGateway.Screens.Touch;

/// <summary>Section <c>Touch</c> of the settings: the touch screens at /screen.</summary>
internal sealed class TouchOptions
{
    public const string Section = "Touch";

    /// <summary>What one screen may tap, say and have spoken in a minute; a call for help is not counted.</summary>
    [Range(10, 10_000)]
    public int TurnsPerMinute { get; set; } = 60;

    /// <summary>Who taps the microphone and says nothing for so long is not listened to any more.</summary>
    [Range(typeof(TimeSpan), "00:00:03", "00:01:00")]
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>So much silence ends what is said: longer than on the telephone, for nobody waits at the other end.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:00:05")]
    public TimeSpan EndOfSpeech { get; set; } = TimeSpan.FromSeconds(1.2);

    /// <summary>The house's own address as screens reach it, for the QR code; empty where it is the console's.</summary>
    public string PublicUrl { get; set; } = "";
}
