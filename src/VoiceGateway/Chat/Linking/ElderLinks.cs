using Dispatch.Queue;

namespace VoiceGateway.Chat.Linking;

/// <summary>Which user of which door speaks for whom: kept in Redis, and forgotten a year after it was last made.</summary>
internal sealed class ElderLinks(StateShelf shelf)
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(366);

    /// <param name="user">The door and its name of the user, e.g. dueros:….</param>
    /// <returns>The elder's phone; null where nobody is linked.</returns>
    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public async Task<string?> FindAsync(string user, CancellationToken cancellation) =>
        await shelf.TakeAsync(Name(user), cancellation) is var (phone, _) && phone.Length > 0 ? phone : null;

    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public async Task KeepAsync(string user, string phone, CancellationToken cancellation)
    {
        var version = (await shelf.TakeAsync(Name(user), cancellation))?.Version ?? 0;
        await shelf.PutAsync(Name(user), phone, version, Year, cancellation);
    }

    /// <summary>An operator, or the user, takes it back.</summary>
    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public Task ForgetAsync(string user, CancellationToken cancellation) => KeepAsync(user, "", cancellation);

    private static string Name(string user) => $"link:{user}";
}
