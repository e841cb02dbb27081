namespace Dispatch.Alarms;

/// <summary>Somebody who is rung for a person in need.</summary>
/// <param name="Name">Null for a number from the settings.</param>
/// <param name="Phone">Digits only.</param>
/// <param name="Joins">Is put through to the caller: operators are, an elder's contacts are asked to go there.</param>
internal sealed record Rescuer(string? Name, string Phone, bool Joins, bool IsSupervisor);
