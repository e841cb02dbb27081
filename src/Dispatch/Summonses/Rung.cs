namespace Dispatch.Summonses;

/// <summary>Which people are rung now, and when to look again: what the ladder says at a moment.</summary>
/// <param name="Steps">Steps whose phones should be ringing.</param>
/// <param name="LookAt">Null when nobody will be rung any more.</param>
internal sealed record Rung(IReadOnlyList<RungStep> Steps, DateTimeOffset? LookAt);
