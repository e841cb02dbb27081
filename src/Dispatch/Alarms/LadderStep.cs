namespace Dispatch.Alarms;

/// <summary>One rung: all of its people are rung at once.</summary>
public sealed record LadderStep
{
    internal const string Responders = "responders";

    /// <summary>Time since the ladder began.</summary>
    public TimeSpan After { get; init; }

    /// <summary>operators, supervisors, contacts, responders.</summary>
    public string Ring { get; init; } = "";

    /// <summary>call, sms.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>Key of calls.yaml and sms.yaml.</summary>
    public string Text { get; init; } = "";

    /// <summary>How many of those in order are left out: they had their step before.</summary>
    public int Skip { get; init; }

    /// <summary>How many of those in order are rung; null for all.</summary>
    public int? Most { get; init; }

    /// <summary>Qualifications of which a responder holds at least one; empty where none is needed.</summary>
    public IReadOnlyList<string> Able { get; init; } = [];
}
