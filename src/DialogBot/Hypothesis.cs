namespace DialogBot;

/// <summary>One guess of a recogniser.</summary>
/// <param name="Confidence">0 to 1, or null where the recogniser gives none.</param>
public sealed record Hypothesis(string Text, double? Confidence = null);
