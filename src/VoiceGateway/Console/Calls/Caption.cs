namespace VoiceGateway.Console.Calls;

/// <summary>A line of what is said, or typed.</summary>
/// <param name="Number">Its place.</param>
/// <param name="Who">bot, caller, operator; note for what happened meanwhile.</param>
/// <param name="Name">Who, in words.</param>
/// <param name="IsFinal">False while it is being said.</param>
public sealed record Caption(long Number, string Who, string Name, string Text, bool IsFinal = true);
