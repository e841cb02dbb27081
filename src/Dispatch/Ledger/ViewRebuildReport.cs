namespace Dispatch.Ledger;

/// <param name="Orders">How many orders the events tell of.</param>
/// <param name="Corrected">Numbers of the orders whose view was wrong, missing or one too many; empty where all was well.</param>
public sealed record ViewRebuildReport(int Orders, IReadOnlyList<string> Corrected);
