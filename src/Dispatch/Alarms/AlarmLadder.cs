namespace Dispatch.Alarms;

/// <summary>Who is rung when, until somebody acknowledges: one of prompts/ladders.yaml, and frozen with the alarm as it was then.</summary>
public sealed record AlarmLadder
{
    public string Name { get; init; } = "";

    /// <summary>Dangers that it is for; empty for all.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Regions that it is for; empty for all.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Hours of the day in China that it is for (22:00-06:00); null for all.</summary>
    public string? Hours { get; init; }

    /// <summary>In the order of their times.</summary>
    public IReadOnlyList<LadderStep> Steps { get; init; } = [];

    /// <summary>How long each phone rings.</summary>
    public TimeSpan RingFor { get; init; }

    /// <summary>How long after its last step it begins again, until somebody acknowledges.</summary>
    public TimeSpan Repeat { get; init; }

    /// <summary>Acknowledged but not resolved after this long: it begins again.</summary>
    public TimeSpan ResolveWithin { get; init; }

    /// <summary>Key of calls.yaml for operators who are rung again after an acknowledgement.</summary>
    public string Again { get; init; } = "";

    /// <summary>Nobody could be spoken with on the elder's line for this long: the responders are sent, whatever the time of their step.</summary>
    public TimeSpan NoContact { get; init; }

    /// <summary>How long between two tries to call the elder back.</summary>
    public TimeSpan CallBackPause { get; init; }
}
