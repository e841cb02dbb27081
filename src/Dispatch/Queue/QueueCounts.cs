namespace Dispatch.Queue;

/// <summary>How much waits in a region: by lane, for a later time, and in somebody's hands.</summary>
public sealed record QueueCounts(long Emergency, long Urgent, long Today, long Scheduled, long Later, long Leased);
