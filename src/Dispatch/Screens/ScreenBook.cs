using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dispatch.Audit;
using Dispatch.Ledger;

namespace Dispatch.Screens;

/// <summary>
/// Which touch screens stand with which elder: events of the ledger, a subject an elder, so that a pairing outlives Redis and every
/// restart. A screen proves itself by a token of which only a hash is kept.
/// </summary>
public sealed class ScreenBook
{
    /// <summary>Among the regions' chains.</summary>
    public const string Chain = "screens";

    /// <summary>Kind of the subjects, as <see cref="LedgerNews"/> tells it.</summary>
    public const string Kind = "screen";

    private const string Paired = "screen.paired";
    private const string Revoked = "screen.revoked";

    /// <summary>A revocation is told at once; this is for a machine that was not told.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromMinutes(1);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly EventLedger ledger;
    private readonly AuditTrail trail;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, (IReadOnlyList<PairedScreen> Screens, DateTimeOffset At)> known = new(StringComparer.Ordinal);

    internal ScreenBook(EventLedger ledger, LedgerNews news, AuditTrail trail, TimeProvider time)
    {
        this.ledger = ledger;
        this.trail = trail;
        this.time = time;
        news.Came += Forget;
    }

    /// <summary>A screen has shown the code that an operator gave out.</summary>
    /// <param name="by">Name of the operator's account.</param>
    /// <returns>The screen's token; it is known nowhere else and cannot be asked for again.</returns>
    /// <exception cref="LedgerUnavailableException">It is not paired.</exception>
    public async Task<string> PairAsync(string elderId, string by, CancellationToken cancellation)
    {
        var (id, secret) = (RandomNumberGenerator.GetHexString(32, lowercase: true), RandomNumberGenerator.GetHexString(64, lowercase: true));
        await trail.NoteAsync(by, AuditTrail.ScreenPaired, $"elder:{elderId}", id, cancellation);
        await AddAsync(elderId, Paired, new Payload(id, by, Hash(secret)), cancellation);
        return $"{elderId}.{id}.{secret}";
    }

    /// <summary>From now on the screen is a stranger. Safe to repeat.</summary>
    /// <exception cref="LedgerUnavailableException">It is as it was.</exception>
    public async Task RevokeAsync(string elderId, string screenId, string by, CancellationToken cancellation)
    {
        await trail.NoteAsync(by, AuditTrail.ScreenRevoked, $"elder:{elderId}", screenId, cancellation);
        await AddAsync(elderId, Revoked, new Payload(screenId, by, null), cancellation);
    }

    /// <summary>An elder's screens, the first paired first.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<IReadOnlyList<PairedScreen>> OfElderAsync(string elderId, CancellationToken cancellation)
    {
        var screens = new List<PairedScreen>();
        foreach (var happened in await ledger.EventsOfAsync(Chain, new Subject(Kind, elderId), cancellation))
        {
            var payload = JsonSerializer.Deserialize<Payload>(happened.Payload, Json)!;
            screens.RemoveAll(screen => screen.Id == payload.Screen);
            if (happened.Type == Paired)
            {
                screens.Add(new PairedScreen(payload.Screen, elderId, happened.At, payload.By) { SecretHash = payload.SecretHash ?? "" });
            }
        }

        // Who has no screen is not remembered: anybody may come with an invented token.
        if (screens.Count == 0)
        {
            known.TryRemove(elderId, out _);
        }
        else
        {
            known[elderId] = (screens, time.GetUtcNow());
        }

        return screens;
    }

    /// <summary>
    /// The screen that a token belongs to. While the database is away, what was known last counts: an elder's call for help does not
    /// wait for it.
    /// </summary>
    /// <returns>Null for a token that is not ours or was revoked.</returns>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached, and this process has not met the screen before.</exception>
    public async Task<PairedScreen?> FindAsync(string token, CancellationToken cancellation)
    {
        if (token.Split('.') is not [.. var elder, var id, var secret] || elder.Length == 0)
        {
            return null;
        }

        var screens = await KnownAsync(string.Join('.', elder), cancellation);
        return screens.FirstOrDefault(screen => screen.Id == id && IsSame(screen.SecretHash, Hash(secret)));
    }

    private async Task<IReadOnlyList<PairedScreen>> KnownAsync(string elderId, CancellationToken cancellation)
    {
        var isKnown = known.TryGetValue(elderId, out var last);
        if (isKnown && time.GetUtcNow() - last.At < Believed)
        {
            return last.Screens;
        }

        try
        {
            return await OfElderAsync(elderId, cancellation);
        }
        catch (LedgerUnavailableException) when (isKnown)
        {
            return last.Screens;
        }
    }

    private async Task AddAsync(string elderId, string type, Payload payload, CancellationToken cancellation)
    {
        var added = new NewEvent($"{type}/{payload.Screen}", new Subject(Kind, elderId), null, type, JsonSerializer.Serialize(payload, Json), time.GetUtcNow());
        if (await ledger.AppendAsync(Chain, [added], cancellation) is AppendOutcome.Unavailable)
        {
            throw new LedgerUnavailableException("which screens stand with an elder cannot be put on the record");
        }

        await OfElderAsync(elderId, cancellation);
    }

    private void Forget(IReadOnlySet<string> kinds)
    {
        if (kinds.Contains(Kind))
        {
            // Kept for when the database is away, and looked up again before that.
            foreach (var (elder, last) in known)
            {
                known.TryUpdate(elder, (last.Screens, DateTimeOffset.MinValue), last);
            }
        }
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static bool IsSame(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));

    private sealed record Payload(string Screen, string By, string? SecretHash);
}
