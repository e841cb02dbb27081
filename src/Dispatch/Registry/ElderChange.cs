namespace Dispatch.Registry;

/// <summary>A change of an elder's record.</summary>
/// <param name="By">operator:ID.</param>
/// <param name="Fields">What it says of each property that was changed: before and after, as JSON.</param>
public sealed record ElderChange(DateTimeOffset At, string By, IReadOnlyDictionary<string, FieldChange> Fields);
