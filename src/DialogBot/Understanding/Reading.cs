namespace DialogBot.Understanding;

/// <summary>What an utterance was understood to mean.</summary>
/// <param name="Text">The normalised text that was read.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Services">Every service asked for, in the order spoken; empty where none was named.</param>
/// <param name="When">The time named for the utterance as a whole; null where none was.</param>
/// <param name="Danger">Set whenever danger was found, whatever the intent.</param>
public sealed record Reading(
    string Text,
    Intent Intent,
    double Confidence,
    IReadOnlyList<ServiceAsk> Services,
    TimeAsk? When,
    Danger? Danger,
    IReadOnlyList<Evidence> Evidence)
{
    /// <summary>The time that something is to be moved away from (把明天的改到后天), <see cref="When"/> being the new one; null where none was said.</summary>
    public TimeAsk? Was { get; init; }

    /// <summary>Another place than the caller's home, in the caller's words.</summary>
    public string? Place { get; init; }

    /// <summary>For whom, when not for the caller (老伴, 妈妈).</summary>
    public string? Person { get; init; }

    /// <summary>Which worker is wanted or not wanted (还要上次那个师傅).</summary>
    public string? Preference { get; init; }

    /// <summary>越快越好, 马上.</summary>
    public bool Urgent { get; init; }

    /// <summary>The caller sets something right that was said before (不是明天，是后天).</summary>
    public bool Correction { get; init; }
}
