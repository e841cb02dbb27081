namespace DialogBot;

/// <summary>Somebody close to an elder who calls in the elder's stead.</summary>
/// <param name="Relation">To the elder: 女儿, 邻居, …</param>
public sealed record Relative(string Name, string Relation);
