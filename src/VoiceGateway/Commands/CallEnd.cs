namespace VoiceGateway.Commands;

/// <summary>What the server says at the end of a call.</summary>
/// <param name="Order">Number of the last order placed; null for none.</param>
/// <param name="State">Where the conversation stood.</param>
/// <param name="Normal">False when something failed in it.</param>
internal sealed record CallEnd(string? Order, string State, bool Normal);
