namespace VoiceGateway.Console.SignIn;

/// <summary>Where whoever starts the program reads what is said once and kept in no log.</summary>
internal sealed record StartOutput(TextWriter Writer);
