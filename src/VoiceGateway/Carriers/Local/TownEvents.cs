using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace VoiceGateway.Carriers.Local;

/// <summary>Tells every open page what happens on the town's phones.</summary>
internal sealed class TownEvents
{
    // A page that is so far behind has gone to sleep; it asks for everything when it wakes.
    private const int MostBehind = 256;

    private readonly ConcurrentDictionary<Guid, Channel<TownEvent>> pages = new();

    public void Publish(TownEvent happened)
    {
        foreach (var (id, page) in pages)
        {
            if (!page.Writer.TryWrite(happened))
            {
                page.Writer.TryComplete();
                pages.TryRemove(id, out _);
            }
        }
    }

    /// <summary>Everything that happens from now on; ends when the reader has fallen far behind.</summary>
    public async IAsyncEnumerable<TownEvent> FollowAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var id = Guid.NewGuid();
        var page = pages[id] = Channel.CreateBounded<TownEvent>(MostBehind);
        try
        {
            await foreach (var happened in page.Reader.ReadAllAsync(cancellation))
            {
                yield return happened;
            }
        }
        finally
        {
            pages.TryRemove(id, out _);
        }
    }
}
