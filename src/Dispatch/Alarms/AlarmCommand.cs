namespace Dispatch.Alarms;

/// <summary>Something that is wanted of an alarm, or was heard of it.</summary>
internal abstract record AlarmCommand
{
    private AlarmCommand() { }

    public sealed record Report(EmergencyReport Told) : AlarmCommand;

    public sealed record Say(string ConversationId, string Id, string Words) : AlarmCommand;

    public sealed record Start(AlarmTask.Ring Step, IReadOnlyList<AlarmPerson> People) : AlarmCommand;

    public sealed record Hear(string Message, string Phone, string Outcome) : AlarmCommand;

    /// <param name="Round">The round in which the person was rung; null for the one that is on.</param>
    public sealed record Acknowledge(AlarmPerson Person, string Via, int? Round = null) : AlarmCommand;

    public sealed record Tell(int Round) : AlarmCommand;

    public sealed record Reopen : AlarmCommand;

    public sealed record LoseLine(string ConversationId) : AlarmCommand;

    public sealed record CallBack(int Times) : AlarmCommand;

    /// <param name="Outcome">Null where the elder answered.</param>
    public sealed record EndCallBack(int Times, string? Outcome) : AlarmCommand;

    public sealed record MoveClock : AlarmCommand;

    public sealed record Note(string By, string Id, string Text) : AlarmCommand;

    /// <param name="How">As in <see cref="AlarmEvent.Closed"/>.</param>
    public sealed record Close(string How, string By, string Word, string? Phone) : AlarmCommand;

    public sealed record StandDown : AlarmCommand;
}
