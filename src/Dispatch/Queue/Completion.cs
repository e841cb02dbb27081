namespace Dispatch.Queue;

/// <param name="WantedAt">When to look at it again; null when it is done with.</param>
internal sealed record Completion(Claim Claim, DateTimeOffset? WantedAt);
