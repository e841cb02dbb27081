namespace VoiceGateway.Calls.Live;

/// <summary>Something that was said in a call; never logged.</summary>
/// <param name="Number">Its place in the call, from 1.</param>
/// <param name="Who">bot, caller or operator.</param>
/// <param name="Final">False while it is being said: more comes under the same number.</param>
internal sealed record LiveWords(int Number, string Who, string Text, bool Final, DateTimeOffset At);
