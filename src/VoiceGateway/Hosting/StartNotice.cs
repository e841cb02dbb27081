namespace VoiceGateway.Hosting;

/// <summary>What whoever starts the program should know of a door of the house.</summary>
/// <param name="Text">{address} stands for each address that the program listens on.</param>
internal sealed record StartNotice(string Text);
