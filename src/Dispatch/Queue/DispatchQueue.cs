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

    /// <summary>An errand is kept as its lane, when it is due in 13 digits (ms since 1970), and its payload.</summary>
    private const int PayloadAt = 14;

    private static readonly RedisScript Put = RedisScript.Load("put.lua");
    private static readonly RedisScript Exchange = RedisScript.Load("exchange.lua");
    private static readonly RedisScript Hold = RedisScript.Load("hold.lua");
    private static readonly RedisScript Counts = RedisScript.Load("counts.lua");

    /// <summary>More in one script would keep others waiting for Redis.</summary>
    private const int MostAtOnce = 512;

    private readonly ConcurrentDictionary<string, RegionQueue> regions = new(StringComparer.Ordinal);

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

        if (errands.Count > MostAtOnce)
        {
            var added = 0;
            foreach (var some in errands.Chunk(MostAtOnce))
            {
                added += await PutAsync(region, some, cancellation);
            }

            return added;
        }

        var now = time.GetUtcNow();
        var arguments = new RedisValue[errands.Count * 3];
        var (i, isEmergency) = (0, false);
        foreach (var errand in errands)
        {
            var start = errand.NotBefore is { } later && later > now ? Ms(later) : 0;
            arguments[i++] = StoredId(errand.Id);
            arguments[i++] = start;
            arguments[i++] = Pack(errand);
            isEmergency |= start == 0 && errand.Lane is Lane.Emergency;
        }

        var of = Of(region);
        if (isEmergency)
        {
            var put = redis.RunAndPublishAsync(Put, of.Put, arguments, of.Bell, Emergency, cancellation);
            // Whoever claims in this process may ask at once: on the same connection that comes after the put.
            of.Ring(Emergency);
            return ((int[])await put)[0];
        }

        var answer = (int[])await redis.RunAsync(Put, of.Put, arguments, cancellation);
        if (answer[1] == 1)
        {
            await redis.AskAsync(database => database.PublishAsync(of.Bell, Work), cancellation);
        }

        return answer[0];
    }

    /// <summary>Claims up to <paramref name="most"/> errands, the most pressing first.</summary>
    public async Task<IReadOnlyList<Claim>> ClaimAsync(string region, int most, Lane first, Lane last, CancellationToken cancellation) =>
        (await ExchangeAsync(region, [], most, first, last, cancellation)).Claims;

    /// <returns>How many were still held by this worker; the others are left to their new holders.</returns>
    public async Task<int> CompleteAsync(string region, IReadOnlyCollection<(Claim Claim, Completion Completion)> attended, CancellationToken cancellation) =>
        (await ExchangeAsync(region, attended, 0, Lane.Emergency, Lane.Scheduled, cancellation)).Held;

    /// <summary>Ends claims and claims up to <paramref name="most"/> other errands, the most pressing first, in one step.</summary>
    /// <returns>How many of the ended ones were still held by this worker, the others being left to their new holders; and the new ones.</returns>
    public async Task<(int Held, IReadOnlyList<Claim> Claims)> ExchangeAsync(
        string region,
        IReadOnlyCollection<(Claim Claim, Completion Completion)> attended,
        int most,
        Lane first,
        Lane last,
        CancellationToken cancellation)
    {
        const int fixedArguments = 7;
        var of = Of(region);
        var now = time.GetUtcNow();
        var arguments = new RedisValue[fixedArguments + (attended.Count * 3)];
        arguments[0] = Ms(now);
        arguments[1] = most;
        arguments[2] = last > first ? of.TurnsOfLowest(most, options.LowestEvery) : 0;
        arguments[3] = ((int)first * 10) + (int)last;
        arguments[4] = Ms(now + options.EmergencyLease);
        arguments[5] = Ms(now + options.Lease);
        arguments[6] = most > 0 && of.IsFirstAt(Ms(now)) ? 1 : 0;
        var i = fixedArguments;
        foreach (var (claim, completion) in attended)
        {
            arguments[i++] = StoredId(claim.Errand.Id);
            arguments[i++] = claim.Token;
            arguments[i++] = completion.WantedAt is { } again ? Wanted(again, completion.Payload) : RedisValue.EmptyString;
        }

        var answer = (RedisResult[])await redis.RunAsync(Exchange, of.Exchange, arguments, cancellation);
        var claims = new Claim[(answer.Length - 2) / 2];
        var token = (long)answer[1];
        for (var each = 0; each < claims.Length; each++)
        {
            claims[each] = new Claim(Unpack((string)answer[2 + (each * 2)], (string)answer[3 + (each * 2)]), token);
        }

        if (last > first && most > claims.Length)
        {
            of.NotClaimed(most - claims.Length);
        }

        return ((int)answer[0], claims);
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

        var held = (int[])await redis.RunAsync(Hold, Of(region).Hold, [.. arguments], cancellation);
        return [.. held.Select(each => each == 1)];
    }

    /// <summary>The payloads of errands, in the order of the ids; null for those that are not on the queue.</summary>
    public async Task<IReadOnlyList<string?>> PayloadsAsync(string region, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        RedisValue[] fields = [.. ids.Select(id => (RedisValue)StoredId(id))];
        var packed = await redis.AskAsync(database => database.HashGetAsync(Of(region).Errands, fields), cancellation);
        return [.. packed.Select(each => each.IsNull ? null : ((string)each)[PayloadAt..])];
    }

    public async Task<QueueCounts> CountAsync(string region, CancellationToken cancellation)
    {
        var counts = (long[])await redis.RunAsync(Counts, Of(region).Counts, [], cancellation);
        return new QueueCounts(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
    }

    /// <summary>Calls back whenever somebody puts work on the region's queue; <see cref="Emergency"/> where it is one.</summary>
    public Task ListenAsync(string region, Action<string> heard, CancellationToken cancellation)
    {
        var of = Of(region);
        of.Listening += heard;
        return redis.SubscribeAsync(of.Bell, heard, cancellation);
    }

    public TimeSpan LeaseOf(Claim claim) => claim.Errand.Lane is Lane.Emergency ? options.EmergencyLease : options.Lease;

    /// <summary>Nearly all errands are orders: that goes without saying, and without the memory for it.</summary>
    private static string StoredId(string id) => id.StartsWith(Usual, StringComparison.Ordinal) ? id[(Usual.Length - 1)..] : id;

    private static string IdOf(string stored) => stored[0] == '/' ? $"{Usual}{stored.AsSpan(1)}" : stored;

    private static string Pack(Errand errand) => string.Create(CultureInfo.InvariantCulture, $"{(int)errand.Lane}{Ms(errand.Due):D13}{errand.Payload}");

    private static string Wanted(DateTimeOffset at, string payload) => string.Create(CultureInfo.InvariantCulture, $"{Ms(at):D13}{payload}");

    private static Errand Unpack(string stored, string packed)
    {
        var due = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(packed.AsSpan(1, PayloadAt - 1), CultureInfo.InvariantCulture));
        return new Errand(IdOf(stored), (Lane)(packed[0] - '0'), due, null, packed[PayloadAt..]);
    }

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private RegionQueue Of(string region) => regions.GetOrAdd(region, static each => new RegionQueue(each));
}
