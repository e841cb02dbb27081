namespace Dispatch.Alarms;

/// <summary>What an alarm needs now, and when to look at it again.</summary>
/// <param name="LookAt">Null only where it is over and everybody knows.</param>
internal sealed record AlarmNext(IReadOnlyList<AlarmTask> Tasks, DateTimeOffset? LookAt);
