namespace Dispatch.Alarms;

/// <summary>Something that happened to an alarm. The ledger keeps these for ever; any store that has them can go on with the alarm.</summary>
public abstract record AlarmEvent(DateTimeOffset At)
{
    /// <summary>Unique within the alarm: of two that happened under one key on two machines, the first that a store hears of counts.</summary>
    internal abstract string Key { get; }

    /// <summary>How many events were known when it happened: stores that know different ones are put together in this order.</summary>
    public int Number { get; init; }

    /// <summary>The first report.</summary>
    /// <param name="Ladder">In force then, and for the rest of this alarm.</param>
    public sealed record Raised(DateTimeOffset At, EmergencyReport Report, AlarmLadder Ladder) : AlarmEvent(At)
    {
        internal const string First = "raised";

        internal override string Key => First;
    }

    /// <summary>The same emergency, reported once more.</summary>
    public sealed record Reported(DateTimeOffset At, EmergencyReport Report) : AlarmEvent(At)
    {
        internal override string Key => $"report/{Report.Id}";
    }

    /// <summary>What whoever reported it goes on to say in the same conversation: where exactly, how it is now.</summary>
    /// <param name="Id">Names the turn within the conversation: what is told twice is said once.</param>
    /// <param name="Words">Never logged.</param>
    public sealed record Said(DateTimeOffset At, string ConversationId, string Id, string Words) : AlarmEvent(At)
    {
        internal override string Key => $"said/{ConversationId}/{Id}";
    }

    /// <summary>A rung of the ladder.</summary>
    /// <param name="Round">1, and one more each time it is reopened.</param>
    /// <param name="Cycle">How often the ladder began again within the round.</param>
    /// <param name="Index">Of the step in the ladder.</param>
    /// <param name="People">Whoever was rung; empty where there was nobody.</param>
    public sealed record StepStarted(DateTimeOffset At, int Round, int Cycle, int Index, IReadOnlyList<AlarmPerson> People) : AlarmEvent(At)
    {
        internal override string Key => $"step/{Round}/{Cycle}/{Index}";
    }

    /// <summary>How a call or a message of a step went.</summary>
    /// <param name="Message">Id of the call or SMS.</param>
    /// <param name="Outcome">answered, busy, noAnswer, failed, unreachable; sent, delivered, lost.</param>
    public sealed record Heard(DateTimeOffset At, string Message, string Phone, string Outcome) : AlarmEvent(At)
    {
        internal override string Key => $"heard/{Message}/{Outcome}";
    }

    /// <summary>Somebody has it.</summary>
    /// <param name="Via">phone, sms, console.</param>
    public sealed record Acknowledged(DateTimeOffset At, int Round, AlarmPerson Person, string Via) : AlarmEvent(At)
    {
        internal override string Key => $"acknowledged/{Round}";
    }

    /// <summary>Somebody goes there as well.</summary>
    public sealed record Joined(DateTimeOffset At, AlarmPerson Person, string Via) : AlarmEvent(At)
    {
        internal override string Key => $"joined/{Person.Phone}";
    }

    /// <summary>Everybody who was rung was told who has it.</summary>
    public sealed record Told(DateTimeOffset At, int Round) : AlarmEvent(At)
    {
        internal override string Key => $"told/{Round}";
    }

    /// <summary>Acknowledged, but not resolved in time.</summary>
    public sealed record Reopened(DateTimeOffset At, int Round) : AlarmEvent(At)
    {
        internal override string Key => $"reopened/{Round}";
    }

    /// <summary>The elder's line broke.</summary>
    public sealed record LineLost(DateTimeOffset At, string ConversationId, int Times) : AlarmEvent(At)
    {
        internal override string Key => $"lost/{Times}";
    }

    /// <summary>The elder is being called.</summary>
    public sealed record CalledBack(DateTimeOffset At, int Times) : AlarmEvent(At)
    {
        internal override string Key => $"back/{Times}";
    }

    /// <summary>The elder did not answer that call.</summary>
    public sealed record NotAnswered(DateTimeOffset At, int Times, string Outcome) : AlarmEvent(At)
    {
        internal override string Key => $"unanswered/{Times}";
    }

    /// <summary>The elder answered, or called again.</summary>
    public sealed record LineOpen(DateTimeOffset At, string ConversationId, int Times) : AlarmEvent(At)
    {
        internal override string Key => $"open/{Times}";
    }

    /// <summary>The clock was set back: waiting is counted from here on.</summary>
    public sealed record ClockMoved(DateTimeOffset At, int Times) : AlarmEvent(At)
    {
        internal override string Key => $"clock/{Times}";
    }

    public sealed record Noted(DateTimeOffset At, string By, string Id, string Text) : AlarmEvent(At)
    {
        internal override string Key => $"note/{Id}";
    }

    /// <summary>The end.</summary>
    /// <param name="How">resolved, falseAlarm, stoodDown (the caller says that there is no danger), merged (into the alarm that the word names).</param>
    /// <param name="By">operator:ID, caller, desk.</param>
    /// <param name="Phone">Of whoever closed it, who need not be told; null for the caller.</param>
    public sealed record Closed(DateTimeOffset At, string How, string By, string Word, string? Phone) : AlarmEvent(At)
    {
        public const string Resolved = "resolved";
        public const string FalseAlarm = "falseAlarm";
        public const string ByCaller = "stoodDown";
        public const string Merged = "merged";

        internal const string Last = "closed";

        internal override string Key => Last;
    }

    /// <summary>Everybody who was rung was told that it is over.</summary>
    public sealed record StoodDown(DateTimeOffset At) : AlarmEvent(At)
    {
        internal const string Last = "stood-down";

        internal override string Key => Last;
    }
}
