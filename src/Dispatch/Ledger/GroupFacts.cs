namespace Dispatch.Ledger;

/// <summary>What a group has to know of the ledger before it can be planned; read under the lock of its regions.</summary>
internal sealed class GroupFacts
{
    /// <summary>By region.</summary>
    public Dictionary<string, ChainHead> Heads { get; } = [];

    /// <summary>Events of the group's ids that were there before, by region and id.</summary>
    public Dictionary<(string Region, string EventId), LedgerEvent> Known { get; } = [];

    /// <summary>How many events each subject has; none for a subject that is missing.</summary>
    public Dictionary<(string Region, Subject Subject), long> Versions { get; } = [];
}
