namespace Dispatch.Alarms;

/// <summary>What became of something that was wanted of an alarm.</summary>
public abstract record AlarmOutcome
{
    private AlarmOutcome() { }

    public sealed record Happened(Alarm Alarm) : AlarmOutcome;

    /// <summary>It was so already.</summary>
    public sealed record Already(Alarm Alarm) : AlarmOutcome;

    /// <param name="Reason">acknowledged (by somebody else), closed, word-missing.</param>
    public sealed record Refused(string Reason, Alarm Alarm) : AlarmOutcome;

    /// <summary>No store that can be reached knows it.</summary>
    public sealed record Unknown : AlarmOutcome;
}
