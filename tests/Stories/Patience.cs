using Testing;

namespace Stories;

/// <summary>
/// Waits for what the host does in the background; the story's clock goes on meanwhile, at about the pace of the real one. Long enough
/// for a busy machine: a story that works never waits it out.
/// </summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static async Task<T> UntilAsync<T>(ManualTime clock, Func<Task<T?>> look, Func<string> missing)
        where T : class
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!limit.IsCancellationRequested)
        {
            if (await look() is { } found)
            {
                return found;
            }

            await Task.Delay(Look, TimeProvider.System);
            clock.Advance(Look);
        }

        throw new TimeoutException(missing());
    }
}
