namespace VoiceGateway.Carriers;

/// <summary>What whoever starts the program should know of a carrier.</summary>
/// <param name="Text">{address} stands for each address that the program listens on.</param>
internal sealed record CarrierNotice(string Text);
