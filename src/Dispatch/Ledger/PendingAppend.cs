namespace Dispatch.Ledger;

/// <summary>An append on its way into a group, and the caller who waits for it.</summary>
internal sealed class PendingAppend(string region, IReadOnlyList<NewEvent> events)
{
    private readonly TaskCompletionSource<AppendOutcome> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int state = Waiting;

    private const int Waiting = 0;
    private const int Claimed = 1;
    private const int Abandoned = 2;

    public string Region => region;

    public IReadOnlyList<NewEvent> Events => events;

    /// <summary>An earlier try failed without an answer, so that its events may be stored already.</summary>
    public bool MayBeStored { get; set; }

    public Task<AppendOutcome> Outcome => outcome.Task;

    /// <summary>Takes it into a group; false when its caller has given up.</summary>
    public bool TryClaim() => Interlocked.CompareExchange(ref state, Claimed, Waiting) == Waiting;

    /// <summary>Gives up before it was taken into a group: it will never be stored.</summary>
    public void Abandon() => Interlocked.CompareExchange(ref state, Abandoned, Waiting);

    public void Settle(AppendOutcome result) => outcome.TrySetResult(result);

    public void Fail(Exception broken) => outcome.TrySetException(broken);
}
