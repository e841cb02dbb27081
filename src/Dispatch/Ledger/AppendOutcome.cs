namespace Dispatch.Ledger;

/// <summary>What became of an append.</summary>
public abstract record AppendOutcome
{
    private AppendOutcome() { }

    /// <summary>Committed and on disk.</summary>
    public sealed record Appended(IReadOnlyList<LedgerEvent> Events) : AppendOutcome;

    /// <summary>An event of that id was there before; nothing was added.</summary>
    /// <param name="Event">The event that was there.</param>
    public sealed record Duplicate(LedgerEvent Event) : AppendOutcome;

    /// <summary>The subject has moved on; nothing was added. Load it again and decide again.</summary>
    public sealed record Conflict(Subject Subject, long ActualVersion) : AppendOutcome;

    /// <summary>
    /// The database cannot be reached or did not answer in time. Whether it was stored is not known:
    /// the same events (same ids) may be appended again.
    /// </summary>
    public sealed record Unavailable(string Reason) : AppendOutcome;
}
