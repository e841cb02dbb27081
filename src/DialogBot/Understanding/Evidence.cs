namespace DialogBot.Understanding;

/// <summary>Why something was understood, for --explain.</summary>
/// <param name="Words">The words in the utterance.</param>
/// <param name="Rule">Which entry or rule spoke.</param>
/// <param name="Score">How much it counted.</param>
public sealed record Evidence(string Words, string Rule, double Score);
