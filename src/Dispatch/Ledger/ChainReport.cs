namespace Dispatch.Ledger;

/// <summary>What an audit found of one region's chain.</summary>
/// <param name="Count">How many events were read.</param>
/// <param name="End">Its last event, to be noted as an anchor; null where it is empty.</param>
/// <param name="Faults">In the order of the chain; empty where it holds.</param>
public sealed record ChainReport(string Region, long Count, ChainAnchor? End, IReadOnlyList<ChainFault> Faults);
