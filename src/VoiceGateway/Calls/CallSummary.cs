namespace VoiceGateway.Calls;

/// <summary>How a call ended.</summary>
/// <param name="Order">Number of the last order placed in it; null for none.</param>
/// <param name="State">Where the conversation stood.</param>
/// <param name="Normal">False when something failed or the call was cut off for its length.</param>
internal sealed record CallSummary(string? Order, string State, bool Normal);
