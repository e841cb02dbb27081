namespace Dispatch.Ledger;

/// <summary>A database that can commit a group of appends as one transaction.</summary>
internal interface IGroupStore : IAsyncDisposable
{
    /// <summary>Returns one outcome for each append once everything is on disk; throws when nothing is known of what became of it.</summary>
    Task<IReadOnlyList<AppendOutcome>> CommitAsync(IReadOnlyList<PendingAppend> group, CancellationToken cancellation);

    /// <summary>Drops a connection that may be broken; the next commit opens another.</summary>
    Task DisconnectAsync();
}
