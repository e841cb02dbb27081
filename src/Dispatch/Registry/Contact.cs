namespace Dispatch.Registry;

/// <summary>Somebody close to an elder.</summary>
/// <param name="Relation">女儿, 儿子, 邻居, …</param>
/// <param name="Phone">Digits only.</param>
public sealed record Contact(string Name, string Relation, string Phone);
