namespace Dispatch.Queue;

/// <summary>Wakes whoever waits for work. A ring that comes while nobody waits is not lost; many are one.</summary>
internal sealed class Bell : IDisposable
{
    private readonly SemaphoreSlim rings = new(0, 1);

    public void Ring()
    {
        try
        {
            rings.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    /// <summary>Returns at a ring, after <paramref name="patience"/>, or when the program stops.</summary>
    public async Task WaitAsync(TimeSpan patience, TimeProvider time, CancellationToken stopping)
    {
        using var poll = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, poll.Token);
        try
        {
            await rings.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
        }
    }

    public void Dispose() => rings.Dispose();
}
