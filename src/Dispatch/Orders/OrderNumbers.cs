using Dispatch.Ledger;

namespace Dispatch.Orders;

/// <summary>
/// Readable order numbers: the region's letter, the day in China, a count (G261122-0042). They are drawn in blocks, so that a number
/// costs no commit of its own. Every block is an event of a chain of its own, one for all regions: a gap in the numbers is a block that
/// a restart gave up, and no two machines or regions draw the same one.
/// </summary>
internal sealed class OrderNumbers(EventLedger ledger) : IDisposable
{
    /// <summary>The chain of the blocks, beside those of the regions.</summary>
    public const string Chain = "numbers";

    private const int BlockSize = 16;

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Dictionary<string, (long Next, long Last)> blocks = [];

    /// <returns>Null where the ledger is unavailable.</returns>
    public async Task<string?> DrawAsync(string region, DateTimeOffset now, CancellationToken cancellation)
    {
        var prefix = $"{char.ToUpperInvariant(region[0])}{ChinaTime.DayOf(now):yyMMdd}";
        await gate.WaitAsync(cancellation);
        try
        {
            if ((!blocks.TryGetValue(prefix, out var block) || block.Next > block.Last) && !await TryDrawBlockAsync(prefix, now, cancellation))
            {
                return null;
            }

            block = blocks[prefix];
            blocks[prefix] = block with { Next = block.Next + 1 };
            return $"{prefix}-{block.Next:D4}";
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    /// <summary>How many blocks a day has is how many events it has: the place of ours is the block that is ours.</summary>
    private async Task<bool> TryDrawBlockAsync(string prefix, DateTimeOffset now, CancellationToken cancellation)
    {
        var drawn = new NewEvent(Guid.CreateVersion7(now).ToString("N"), new Subject("numbers", prefix), null, "numbers.drawn", "{}", now);
        if (await ledger.AppendAsync(Chain, [drawn], cancellation) is not AppendOutcome.Appended { Events: [var block] })
        {
            return false;
        }

        blocks[prefix] = (((block.SubjectVersion - 1) * BlockSize) + 1, block.SubjectVersion * BlockSize);
        return true;
    }
}
