using System.Threading.Channels;

namespace Dispatch.Queue;

/// <summary>Wakes whoever waits for work. A ring that comes while nobody waits is not lost; many are one.</summary>
internal sealed class Bell
{
    private readonly Channel<bool> rings = Channel.CreateBounded<bool>(1);

    public void Ring() => rings.Writer.TryWrite(true);

    /// <summary>Returns at a ring, after <paramref name="patience"/>, or when the program stops.</summary>
    public async Task WaitAsync(TimeSpan patience, TimeProvider time, CancellationToken stopping)
    {
        if (rings.Reader.TryRead(out _))
        {
            return;
        }

        using var poll = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, poll.Token);
        try
        {
            await rings.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
        }
    }
}
