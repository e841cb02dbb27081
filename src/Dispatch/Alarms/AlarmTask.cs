namespace Dispatch.Alarms;

/// <summary>Something that has to be done for an alarm now.</summary>
internal abstract record AlarmTask
{
    private AlarmTask() { }

    /// <summary>A rung of the ladder is due.</summary>
    public sealed record Ring(int Round, int Cycle, int Index) : AlarmTask;

    /// <summary>The elder is to be called.</summary>
    public sealed record CallBack(int Times) : AlarmTask;

    /// <summary>Whoever was rung hears who has it.</summary>
    public sealed record Tell(int Round) : AlarmTask;

    /// <summary>Acknowledged, not resolved, and the time is over.</summary>
    public sealed record Reopen : AlarmTask;

    public sealed record MoveClock : AlarmTask;

    /// <summary>Whoever was rung hears that it is over.</summary>
    public sealed record StandDown : AlarmTask;
}
