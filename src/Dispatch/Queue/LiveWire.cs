using System.Collections.Concurrent;

namespace Dispatch.Queue;

/// <summary>
/// What is worth hearing only while it happens, told to every machine of the house over Redis's channels and kept nowhere. This process
/// hears itself at once, also while Redis is away; then the others hear nothing. Messages may overtake each other.
/// </summary>
public sealed class LiveWire
{
    private readonly string self = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, List<Action<string>>> listeners = new(StringComparer.Ordinal);
    private readonly RedisStore redis;

    internal LiveWire(RedisStore redis) => this.redis = redis;

    /// <returns>False where Redis is away: only this process has heard it.</returns>
    public async Task<bool> TellAsync(string channel, string message, CancellationToken cancellation)
    {
        Hear(channel, message);
        try
        {
            await redis.AskAsync(database => database.PublishAsync(Name(channel), self + message), cancellation);
            return true;
        }
        catch (RedisUnavailableException)
        {
            return false;
        }
    }

    /// <summary>Listens until the program ends.</summary>
    /// <param name="heard">Must not block; is called on whatever thread.</param>
    /// <returns>False where Redis is away: what the others tell is heard once it is back.</returns>
    public async Task<bool> ListenAsync(string channel, Action<string> heard, CancellationToken cancellation)
    {
        var known = listeners.GetOrAdd(channel, _ => []);
        lock (known)
        {
            known.Add(heard);
            if (known.Count > 1)
            {
                return true;
            }
        }

        try
        {
            await redis.SubscribeAsync(Name(channel), message => HearOther(channel, message), cancellation);
            return true;
        }
        catch (RedisUnavailableException)
        {
            return false;
        }
    }

    private void HearOther(string channel, string message)
    {
        if (!message.StartsWith(self, StringComparison.Ordinal) && message.Length >= self.Length)
        {
            Hear(channel, message[self.Length..]);
        }
    }

    private void Hear(string channel, string message)
    {
        if (!listeners.TryGetValue(channel, out var known))
        {
            return;
        }

        Action<string>[] all;
        lock (known)
        {
            all = [.. known];
        }

        foreach (var heard in all)
        {
            heard(message);
        }
    }

    private static string Name(string channel) => $"vc:live:{channel}";
}
