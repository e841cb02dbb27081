namespace Testing;

/// <summary>Lets a <see cref="ManualTime"/> also run by itself, as fast as real time, so that loops that look again after a while do so; jumps are still the test's.</summary>
public sealed class RunningClock : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(25);

    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;

    public RunningClock(ManualTime time) => running = RunAsync(time);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    private async Task RunAsync(ManualTime time)
    {
        using var timer = new PeriodicTimer(Tick, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                time.Advance(Tick);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }
}
