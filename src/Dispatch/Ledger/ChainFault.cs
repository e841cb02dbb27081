namespace Dispatch.Ledger;

/// <summary>A place where a chain does not hold.</summary>
/// <param name="Sequence">Place in the region's chain.</param>
/// <param name="EventId">The event that stands there; null where none does.</param>
/// <param name="Subject">What that event is about.</param>
public sealed record ChainFault(string Region, long Sequence, ChainFaultKind Kind, string? EventId, Subject? Subject)
{
    public override string ToString() => Kind switch
    {
        ChainFaultKind.Altered => $"{Region} {Sequence}: event {EventId} about {Subject} was altered: it does not have the hash that it was written with",
        ChainFaultKind.Missing => $"{Region} {Sequence}: the event that stood here is missing",
        ChainFaultKind.Replaced => $"{Region} {Sequence}: the event that stood before {EventId} about {Subject} was replaced or taken out",
        ChainFaultKind.OutOfPlace => $"{Region} {Sequence}: event {EventId} about {Subject} does not belong here: it was written after another event",
        ChainFaultKind.WrongHead => $"{Region} {Sequence}: the noted end of the chain does not have the hash of its last event",
        _ => $"{Region} {Sequence}: the chain does not have the hash that was noted elsewhere",
    };
}
