namespace Dispatch.Queue;

/// <summary>Wakes those who wait for work, as many as rings came, up to all of them.</summary>
internal sealed class Bell(int listeners) : IDisposable
{
    private readonly SemaphoreSlim rings = new(0, listeners);

    public void Ring()
    {
        try
        {
            rings.Release();
        }
        catch (SemaphoreFullException)
        {
            // Everybody has been woken already.
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
