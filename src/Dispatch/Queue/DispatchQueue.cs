using System.Collections.Concurrent;
using System.Globalization;
using Dispatch.Orders;
using StackExchange.Redis;

namespace Dispatch.Queue;

/// <summary>
/// The dispatch queue of every region: lanes, leases and timers in sorted sets, each change one script, atomic and safe to repeat.
/// It holds what must be looked at and when; what is true stands in the ledger.
/// </summary>
internal sealed class DispatchQueue(RedisStore redis, QueueOptions options, TimeProvider time)
{
    /// <summary>What the bell says.</summary>
    public const string Emergency = "emergency";
    private const string Work = "work";

    private const string Usual = "order/";

    private static readonly RedisScript Put = RedisScript.Load("put.lua");
    private static readonly RedisScript Claim = RedisScript.Load("claim.lua");
    private static readonly RedisScript Hold = RedisScript.Load("hold.lua");
    private static readonly RedisScript Complete = RedisScript.Load("complete.lua");
    private static readonly RedisScript Counts = RedisScript.Load("counts.lua");

    private readonly ConcurrentDictionary<string, QueueKeys> keys = new(StringComparer.Ordinal);

    /// <summary>
    /// Puts errands on the queue and rings the bell: at once for an emergency; for others where nothing was waiting, because otherwise
    /// everybody is awake or has no place free.
    /// </summary>
    /// <returns>How many were not there before.</returns>
    public async Task<int> PutAsync(string region, IReadOnlyCollection<Errand> errands, CancellationToken cancellation)
    {
        if (errands.Count == 0)
        {
            return 0;
        }

        var now = time.GetUtcNow();
        var arguments = new List<RedisValue>(1 + (errands.Count * 5)) { Ms(now) };
        foreach (var errand in errands)
        {
            arguments.Add(StoredId(errand.Id));
            arguments.Add((int)errand.Lane);
            arguments.Add(Ms(errand.Due));
            arguments.Add(errand.NotBefore is { } start ? Ms(start) : 0);
            arguments.Add(errand.Payload);
        }

        var of = KeysOf(region);
        if (errands.Any(errand => errand.Lane is Lane.Emergency && (errand.NotBefore is null || errand.NotBefore <= now)))
        {
            return ((int[])await redis.RunAndPublishAsync(Put, of.Put, [.. arguments], of.Bell, Emergency, cancellation))[0];
        }

        var answer = (int[])await redis.RunAsync(Put, of.Put, [.. arguments], cancellation);
        if (answer[1] == 1)
        {
            await redis.AskAsync(database => database.PublishAsync(of.Bell, Work), cancellation);
        }

        return answer[0];
    }

    /// <summary>Claims up to <paramref name="most"/> errands, the most pressing first.</summary>
    public async Task<IReadOnlyList<Claim>> ClaimAsync(string region, int most, Lane first, Lane last, CancellationToken cancellation)
    {
        var answer = (RedisResult[])await redis.RunAsync(
            Claim,
            KeysOf(region).Claim,
            [
                Ms(time.GetUtcNow()), most, (long)options.EmergencyLease.TotalMilliseconds, (long)options.Lease.TotalMilliseconds,
                (int)first, (int)last, options.LowestEvery,
            ],
            cancellation);
        var claims = new Claim[answer.Length / 3];
        for (var i = 0; i < claims.Length; i++)
        {
            claims[i] = Read((string)answer[i * 3], (long)answer[(i * 3) + 1], (string)answer[(i * 3) + 2]);
        }

        return claims;
    }

    /// <summary>Heartbeat.</summary>
    /// <returns>For each claim whether it is still held; where not, its lease ran out and the errand is another worker's.</returns>
    public async Task<IReadOnlyList<bool>> HoldAsync(string region, IReadOnlyCollection<Claim> claims, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var arguments = new List<RedisValue>(claims.Count * 3);
        foreach (var claim in claims)
        {
            arguments.Add(StoredId(claim.Errand.Id));
            arguments.Add(claim.Token);
            arguments.Add(Ms(now + LeaseOf(claim)));
        }

        var held = (int[])await redis.RunAsync(Hold, KeysOf(region).Hold, [.. arguments], cancellation);
        return [.. held.Select(each => each == 1)];
    }

    /// <returns>How many were still held by this worker; the others are left to their new holders.</returns>
    public async Task<int> CompleteAsync(string region, IReadOnlyCollection<(Claim Claim, Completion Completion)> attended, CancellationToken cancellation)
    {
        var arguments = new List<RedisValue>(1 + (attended.Count * 4)) { Ms(time.GetUtcNow()) };
        foreach (var (claim, completion) in attended)
        {
            arguments.Add(StoredId(claim.Errand.Id));
            arguments.Add(claim.Token);
            arguments.Add(completion.WantedAt is { } again ? Ms(again) : 0);
            arguments.Add(completion.Payload);
        }

        return (int)await redis.RunAsync(Complete, KeysOf(region).Complete, [.. arguments], cancellation);
    }

    /// <summary>The payloads of errands, in the order of the ids; null for those that are not on the queue.</summary>
    public async Task<IReadOnlyList<string?>> PayloadsAsync(string region, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        RedisValue[] fields = [.. ids.Select(id => (RedisValue)StoredId(id))];
        var packed = await redis.AskAsync(database => database.HashGetAsync(KeysOf(region).Errands, fields), cancellation);
        return [.. packed.Select(each => each.IsNull ? null : Unpack(each!).Payload)];
    }

    public async Task<QueueCounts> CountAsync(string region, CancellationToken cancellation)
    {
        var counts = (long[])await redis.RunAsync(Counts, KeysOf(region).Counts, [], cancellation);
        return new QueueCounts(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
    }

    /// <summary>Calls back whenever somebody puts work on the region's queue; <see cref="Emergency"/> where it is one.</summary>
    public Task ListenAsync(string region, Action<string> heard, CancellationToken cancellation) =>
        redis.SubscribeAsync(KeysOf(region).Bell, heard, cancellation);

    public TimeSpan LeaseOf(Claim claim) => claim.Errand.Lane is Lane.Emergency ? options.EmergencyLease : options.Lease;

    /// <summary>Nearly all errands are orders: that goes without saying, and without the memory for it.</summary>
    private static string StoredId(string id) => id.StartsWith(Usual, StringComparison.Ordinal) ? id[(Usual.Length - 1)..] : id;

    private static string IdOf(string stored) => stored[0] == '/' ? $"{Usual}{stored.AsSpan(1)}" : stored;

    private static Claim Read(string stored, long token, string packed)
    {
        var id = IdOf(stored);
        var (lane, due, payload) = Unpack(packed);
        return new Claim(new Errand(id, lane, due, null, payload), token);
    }

    private static (Lane Lane, DateTimeOffset Due, string Payload) Unpack(string packed)
    {
        var afterDue = packed.IndexOf('|', 2);
        var due = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(packed.AsSpan(2, afterDue - 2), CultureInfo.InvariantCulture));
        return ((Lane)(packed[0] - '0'), due, packed[(afterDue + 1)..]);
    }

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private QueueKeys KeysOf(string region) => keys.GetOrAdd(region, static each => new QueueKeys(each));
}
