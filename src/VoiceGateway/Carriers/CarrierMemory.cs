using System.Collections.Concurrent;
using Dispatch.Queue;

namespace VoiceGateway.Carriers;

/// <summary>
/// What was handed to a carrier, and under which name the carrier knows it: kept in Redis for every machine of the house, and here as
/// well, so that people in danger are rung while Redis is away.
/// </summary>
internal sealed partial class CarrierMemory(StateShelf shelf, TimeProvider time, ILogger<CarrierMemory> logger)
{
    private const int Changes = 5;

    private readonly ConcurrentDictionary<string, Noted> here = new(StringComparer.Ordinal);

    /// <summary>Null where nothing was noted.</summary>
    public async Task<string?> FindAsync(string name, CancellationToken cancellation)
    {
        var kept = await ReachAsync(() => shelf.TakeAsync(Key(name), cancellation));
        if (kept is (var value, _))
        {
            return value.Length > 0 ? value : null;
        }

        return here.TryGetValue(name, out var noted) && noted.Until > time.GetUtcNow() ? noted.Value : null;
    }

    /// <summary>Notes it, whatever was noted before.</summary>
    public async Task NoteAsync(string name, string value, TimeSpan keep, CancellationToken cancellation)
    {
        Forget();
        here[name] = new Noted(value, time.GetUtcNow() + keep);
        await ReachAsync(async () =>
        {
            for (var times = 0; times < Changes; times++)
            {
                var version = (await shelf.TakeAsync(Key(name), cancellation))?.Version ?? 0;
                if (await shelf.PutAsync(Key(name), value, version, keep, cancellation))
                {
                    return true;
                }
            }

            return false;
        });
    }

    /// <summary>Notes it where nothing is noted, or the same.</summary>
    /// <returns>False where something else is noted already.</returns>
    public async Task<bool> TryNoteAsync(string name, string value, TimeSpan keep, CancellationToken cancellation)
    {
        var noted = await ReachAsync<bool?>(async () =>
        {
            var kept = await shelf.TakeAsync(Key(name), cancellation);
            return kept is { State.Length: > 0 }
                ? kept.Value.State == value
                : await shelf.PutAsync(Key(name), value, kept?.Version ?? 0, keep, cancellation);
        });
        return noted ?? here.GetOrAdd(name, new Noted(value, time.GetUtcNow() + keep)).Value == value;
    }

    public async Task ForgetAsync(string name, CancellationToken cancellation)
    {
        here.TryRemove(name, out _);
        if (await ReachAsync(() => shelf.TakeAsync(Key(name), cancellation)) is not null)
        {
            await NoteAsync(name, string.Empty, TimeSpan.FromMinutes(1), cancellation);
            here.TryRemove(name, out _);
        }
    }

    private async Task<T?> ReachAsync<T>(Func<Task<T>> reach)
    {
        try
        {
            return await reach();
        }
        catch (RedisUnavailableException away)
        {
            Log.OnlyHere(logger, away.Message);
            return default;
        }
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var (name, noted) in here)
        {
            if (noted.Until <= now)
            {
                here.TryRemove(new KeyValuePair<string, Noted>(name, noted));
            }
        }
    }

    private static string Key(string name) => $"carrier:{name}";

    private sealed record Noted(string Value, DateTimeOffset Until);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "What a carrier was handed is remembered by this process only: {Reason}")]
        public static partial void OnlyHere(ILogger logger, string reason);
    }
}
