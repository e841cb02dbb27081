namespace DialogBot.Understanding;

/// <summary>One service wished for.</summary>
/// <param name="Code">Code of the catalogue.</param>
/// <param name="When">The time said for this one service, where the sentence names several.</param>
/// <param name="Quantity">两份饭 → 2; null where none was said.</param>
public sealed record ServiceAsk(string Code, double Confidence, TimeAsk? When = null, decimal? Quantity = null);
