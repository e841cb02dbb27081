namespace VoiceGateway.Carriers.Local;

/// <summary>A short message between the hotline and one of the town's phones.</summary>
/// <param name="Phone">The phone that got or wrote it.</param>
/// <param name="FromPhone">True when the phone wrote it, false when the hotline did.</param>
/// <param name="At">When the carrier took it.</param>
internal sealed record LocalMessage(string Id, string Phone, bool FromPhone, string Text, DateTimeOffset At);
