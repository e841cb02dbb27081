namespace Dispatch.Registry;

/// <summary>An operator comes in, or stays away, against the usual hours.</summary>
/// <param name="Until">When the usual hours hold again.</param>
public sealed record DutyChange(bool IsOn, DateTimeOffset Until);
