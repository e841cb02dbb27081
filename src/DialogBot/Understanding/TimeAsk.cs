namespace DialogBot.Understanding;

/// <summary>A time as said, resolved against now in Asia/Shanghai; parts that were not said are null.</summary>
/// <param name="Recurrence">RFC 5545 RRULE text (FREQ=WEEKLY;BYDAY=TU) for 每周二; null for once.</param>
/// <param name="Until">End of a range (三点到五点).</param>
/// <param name="Past">The time named lies before now: to be questioned, never booked.</param>
public sealed record TimeAsk(
    DateOnly? Date,
    TimeOnly? Time,
    DayPart? Part,
    TimeOnly? Until = null,
    string? Recurrence = null,
    bool Past = false);
