namespace Dispatch.Ledger;

/// <summary>The end of a region's chain; its row is the lock that writers of the region take.</summary>
/// <param name="Sequence">Of the last event; 0 while there is none.</param>
/// <param name="Hash">Of the last event; empty while there is none.</param>
internal sealed record ChainHead(string Region, long Sequence, string Hash);
