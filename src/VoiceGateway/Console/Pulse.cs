namespace VoiceGateway.Console;

/// <summary>Ticks once a second for whatever an open browser shows of clocks and of what changes by itself.</summary>
internal sealed class Pulse(TimeProvider time)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Runs until the page is closed; ends quietly then.</summary>
    /// <param name="every">In beats.</param>
    public static async Task FollowAsync(int every, Func<Task> beat, CancellationToken closing)
    {
        // Browsers show real seconds, also where a test has set the house's clock.
        using var timer = new PeriodicTimer(Beat * every, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(closing))
            {
                await beat();
            }
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The page was closed.
        }
    }
}
