namespace Dispatch.Audit;

/// <summary>Who did what at the console, to which record, when.</summary>
/// <param name="Sequence">Place in the console's chain, from 1.</param>
/// <param name="By">Name of the account.</param>
/// <param name="What">One of the events of <see cref="AuditTrail"/>.</param>
/// <param name="Record">elder:E001, order:G261122-0042, vendor:V001, account:luo, search, …</param>
/// <param name="Detail">What was searched for, what was changed; null where the event says it all.</param>
public sealed record AuditEntry(long Sequence, DateTimeOffset At, string By, string What, string Record, string? Detail);
