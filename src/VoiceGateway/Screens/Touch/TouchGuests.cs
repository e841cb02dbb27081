using System.Collections.Concurrent;
using Dispatch.Ledger;
using Dispatch.Registry;
using Dispatch.Screens;

namespace VoiceGateway.Screens.Touch;

/// <summary>Knows paired screens by their tokens. While the database is away, those who were here before are known from then.</summary>
internal sealed class TouchGuests(ScreenBook screens, ElderDirectory elders)
{
    private readonly ConcurrentDictionary<string, Elder> last = new(StringComparer.Ordinal);

    /// <returns>Null for a stranger.</returns>
    /// <exception cref="LedgerUnavailableException">The database is away, and this process has not met the screen.</exception>
    public async Task<TouchGuest?> FindAsync(string? token, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(token) || await screens.FindAsync(token, cancellation) is not { } screen)
        {
            return null;
        }

        return await ElderAsync(screen, cancellation) is { Phones.Count: > 0 } elder ? new TouchGuest(token, screen, elder) : null;
    }

    private async Task<Elder?> ElderAsync(PairedScreen screen, CancellationToken cancellation)
    {
        try
        {
            if (await elders.FindAsync(screen.ElderId, cancellation) is not { } elder)
            {
                return null;
            }

            return last[screen.Id] = elder;
        }
        catch (LedgerUnavailableException) when (last.ContainsKey(screen.Id))
        {
            return last[screen.Id];
        }
    }
}
