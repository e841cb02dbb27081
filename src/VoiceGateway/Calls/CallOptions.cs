using System.ComponentModel.DataAnnotations;

namespace VoiceGateway.Calls;

/// <summary>How a call is held. All times are of the caller's clock, not the engine's.</summary>
internal sealed class CallOptions
{
    public const string Section = "Calls";

    /// <summary>The hotline's own number, as people dial it.</summary>
    [Required]
    public string Hotline { get; set; } = "12349";

    /// <summary>The centre that is called: guilin, suzhou, kunming, ningbo.</summary>
    [Required]
    public string Region { get; set; } = "guilin";

    /// <summary>The port of <c>--urls</c> that carriers' streams come in by, where they have one of their own: calls cost half as much there. 0 for none.</summary>
    [Range(0, 65_535)]
    public int MediaPort { get; set; }

    /// <summary>So many calls are talked to at once. Who calls beyond hears so and is queued to people; an emergency is heard all the same.</summary>
    [Range(1, 100_000)]
    public int Capacity { get; set; } = 500;

    /// <summary>So much silence ends what a caller says of whose pauses nothing is known; never less does.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:00:05")]
    public TimeSpan EndOfSpeech { get; set; } = TimeSpan.FromSeconds(0.8);

    /// <summary>So much silence ends what the slowest speaker says.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:10")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>So much silence at least ends a number or an address that is being dictated.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:00:10")]
    public TimeSpan Dictation { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>So much silence at least ends a sentence that cannot be over (我想…).</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:00:10")]
    public TimeSpan OpenSentence { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>So much speech, after it was first noticed, stops the voice; less is a cough or a "嗯".</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:03")]
    public TimeSpan BargeIn { get; set; } = TimeSpan.FromSeconds(0.3);

    /// <summary>An utterance longer than this is answered as far as it goes.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:00:30")]
    public TimeSpan LongestUtterance { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>So long is waited for the caller before the next prompt.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:01:00")]
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>Between two reassurances while people are being fetched.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:01:00")]
    public TimeSpan Reassurance { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>An answer that is not there so long after the caller's last word is bridged by 请稍等.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:10")]
    public TimeSpan PleaseWait { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>Between two 请稍等 to one turn; a silence in between is filled by less.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:01:00")]
    public TimeSpan PleaseWaitAgain { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>A stream that broke off is opened again by its carrier within this; else the caller is taken to have gone.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Reopening { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Nobody talks to the bot longer than this; a call with a person is not limited.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "06:00:00")]
    public TimeSpan Longest { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Sound is sent so far ahead of the moment it is heard.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:00:10")]
    public TimeSpan Lead { get; set; } = TimeSpan.FromSeconds(1);
}
