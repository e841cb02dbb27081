using Dispatch.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Orders;

/// <summary>
/// Readable order numbers: the region's letter, the day in China, a count (G261122-0042). They are drawn in blocks, so that a number
/// costs no commit of its own: a gap is a block that a restart gave up, and the chain proves that no order is missing.
/// </summary>
internal sealed class OrderNumbers(LedgerDatabase database) : IDisposable
{
    private const int BlockSize = 16;

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Dictionary<string, (long Next, long Last)> blocks = [];

    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<string> DrawAsync(string region, DateTimeOffset now, CancellationToken cancellation)
    {
        var prefix = $"{char.ToUpperInvariant(region[0])}{ChinaTime.DayOf(now):yyMMdd}";
        await gate.WaitAsync(cancellation);
        try
        {
            if (!blocks.TryGetValue(prefix, out var block) || block.Next > block.Last)
            {
                block = await DrawBlockAsync(prefix, cancellation);
            }

            blocks[prefix] = block with { Next = block.Next + 1 };
            return $"{prefix}-{block.Next:D4}";
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<(long Next, long Last)> DrawBlockAsync(string prefix, CancellationToken cancellation)
    {
        var last = await database.ReadAsync(
            async (context, token) =>
            {
                var drawn = await context.Database
                    .SqlQuery<long>($"""
                        INSERT INTO number_blocks (prefix, last) VALUES ({prefix}, {BlockSize})
                        ON CONFLICT (prefix) DO UPDATE SET last = number_blocks.last + {BlockSize} RETURNING last AS "Value"
                        """)
                    .ToListAsync(token);
                return drawn[0];
            },
            cancellation);
        return (last - BlockSize + 1, last);
    }
}
