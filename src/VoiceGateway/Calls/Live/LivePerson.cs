namespace VoiceGateway.Calls.Live;

/// <summary>Somebody at the console who does something to a call.</summary>
/// <param name="By">operator:ID.</param>
/// <param name="Name">As colleagues see it.</param>
/// <param name="Phone">Of the phone that is rung for them, digits only.</param>
public sealed record LivePerson(string By, string Name, string Phone);
