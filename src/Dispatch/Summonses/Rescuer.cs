namespace Dispatch.Summonses;

/// <summary>Somebody of the centre who is rung for a person in need.</summary>
/// <param name="Name">Null for a number from the settings.</param>
/// <param name="Phone">Digits only.</param>
internal sealed record Rescuer(string? Name, string Phone, bool IsSupervisor);
