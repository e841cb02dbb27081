namespace Dispatch.Queue;

/// <summary>
/// Deadlines for very many short calls: a timer for each would cost more than the call. Those that begin within an eighth of the length
/// share one, so that it comes up to an eighth late and never early.
/// </summary>
internal sealed class SharedDeadlines(TimeSpan length, TimeProvider time)
{
    private readonly TimeSpan share = length / 8;
    private Shared? latest;

    /// <returns>Cancelled when whoever begins now has had the time.</returns>
    public CancellationToken Next()
    {
        var now = time.GetTimestamp();
        var shared = Volatile.Read(ref latest);
        if (shared is null || time.GetElapsedTime(shared.Begun, now) >= share)
        {
            shared = new Shared(now, new CancellationTokenSource(length + share, time));
            Volatile.Write(ref latest, shared);
        }

        return shared.Deadline.Token;
    }

    private sealed record Shared(long Begun, CancellationTokenSource Deadline);
}
