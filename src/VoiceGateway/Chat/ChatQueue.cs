using System.Collections.Immutable;
using System.Text.Json;
using Dispatch.Queue;
using Microsoft.Extensions.Options;

namespace VoiceGateway.Chat;

/// <summary>The conversations of a region that wait for an operator or have one, oldest first.</summary>
internal sealed class ChatQueue(StateShelf shelf, IOptions<ChatOptions> options)
{
    private const int Tries = 50;

    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public async Task<ImmutableList<string>> AllAsync(string region, CancellationToken cancellation) =>
        (await TakeAsync(region, cancellation)).Ids;

    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public Task AddAsync(string region, string id, CancellationToken cancellation) =>
        ChangeAsync(region, ids => ids.Contains(id) ? ids : ids.Add(id), cancellation);

    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public Task RemoveAsync(string region, string id, CancellationToken cancellation) => ChangeAsync(region, ids => ids.Remove(id), cancellation);

    private async Task ChangeAsync(string region, Func<ImmutableList<string>, ImmutableList<string>> change, CancellationToken cancellation)
    {
        for (var times = 0; times < Tries; times++)
        {
            var (ids, version) = await TakeAsync(region, cancellation);
            var changed = change(ids);
            if (changed == ids || await shelf.PutAsync(Name(region), JsonSerializer.Serialize([.. changed], ChatJson.Default.StringArray), version, options.Value.Keep, cancellation))
            {
                return;
            }
        }

        throw new RedisUnavailableException("The list of waiting conversations is being changed at every try.");
    }

    private async Task<(ImmutableList<string> Ids, long Version)> TakeAsync(string region, CancellationToken cancellation) =>
        await shelf.TakeAsync(Name(region), cancellation) is var (kept, version)
            ? ([.. JsonSerializer.Deserialize(kept, ChatJson.Default.StringArray)!], version)
            : ([], 0);

    private static string Name(string region) => $"chats-handed-over:{region}";
}
