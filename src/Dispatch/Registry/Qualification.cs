namespace Dispatch.Registry;

/// <param name="Code">As the catalogue names it: caregiver, nurse, therapist, cook, electrician, locksmith, lawyer, …</param>
/// <param name="ValidUntil">Last day on which it holds; null for one that does not run out.</param>
public sealed record Qualification(string Code, DateOnly? ValidUntil);
