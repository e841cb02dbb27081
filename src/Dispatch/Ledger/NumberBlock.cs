namespace Dispatch.Ledger;

/// <summary>How far the order numbers of a region and day have been handed out.</summary>
internal sealed record NumberBlock(string Prefix, long Last);
