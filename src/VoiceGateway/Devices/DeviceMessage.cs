namespace VoiceGateway.Devices;

/// <summary>What a device sends.</summary>
/// <param name="Category">The danger, where the device knows it (fall, fire, gas, …); help for a button, and where it is left out.</param>
/// <param name="Words">For whoever comes, e.g. the room; at most 200 characters.</param>
internal sealed record DeviceMessage(string? Category, string? Words);
