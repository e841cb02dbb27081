namespace Dispatch.Ledger;

public enum ChainFaultKind
{
    /// <summary>Some field is not as it was written.</summary>
    Altered,

    /// <summary>A place is empty.</summary>
    Missing,

    /// <summary>The event before this one is not the one that it was written after, and that one is nowhere.</summary>
    Replaced,

    /// <summary>The event is whole, but does not belong where it stands.</summary>
    OutOfPlace,

    /// <summary>The row that notes the end of the chain was altered.</summary>
    WrongHead,

    /// <summary>The whole chain may have been written anew: it does not fit the hash that an auditor noted.</summary>
    WrongAnchor,
}
