using System.Collections.Concurrent;

namespace Dispatch.Queue;

/// <summary>The claims that are being attended to, whose leases have to be prolonged.</summary>
internal sealed class HeldClaims(DispatchQueue queue, TimeProvider time)
{
    private readonly ConcurrentDictionary<Claim, Held> held = new(ReferenceEqualityComparer.Instance);

    /// <param name="lease">Cancelled when the lease is another worker's.</param>
    public void Add(Claim claim, CancellationTokenSource lease) => held[claim] = new Held(claim, lease, time.GetTimestamp());

    public void Remove(Claim claim) => held.TryRemove(claim, out _);

    /// <summary>Prolongs the leases that have a third of their length behind them, all in one script call.</summary>
    /// <returns>Those that were lost.</returns>
    public async Task<IReadOnlyList<Claim>> BeatAsync(string region, CancellationToken cancellation)
    {
        var due = held.Values.Where(IsDue).ToList();
        if (due.Count == 0)
        {
            return [];
        }

        var beatAt = time.GetTimestamp();
        var kept = await queue.HoldAsync(region, [.. due.Select(each => each.Claim)], cancellation);
        var lost = new List<Claim>();
        for (var i = 0; i < due.Count; i++)
        {
            if (kept[i])
            {
                held.TryUpdate(due[i].Claim, due[i] with { BeatAt = beatAt }, due[i]);
            }
            else if (held.TryRemove(due[i].Claim, out _))
            {
                lost.Add(due[i].Claim);
                await CancelAsync(due[i].Lease);
            }
        }

        return lost;
    }

    private static async Task CancelAsync(CancellationTokenSource lease)
    {
        try
        {
            await lease.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It was attended to in this very moment.
        }
    }

    private bool IsDue(Held each) => time.GetElapsedTime(each.BeatAt) >= queue.LeaseOf(each.Claim) / 3;

    private sealed record Held(Claim Claim, CancellationTokenSource Lease, long BeatAt);
}
