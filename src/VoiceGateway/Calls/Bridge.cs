using System.Buffers;
using System.Threading.Channels;

namespace VoiceGateway.Calls;

/// <summary>Lets two people talk: what one leg says is played on the other, both ways, until one of them hangs up.</summary>
internal static class Bridge
{
    // A second of frames: older sound than that is no conversation any more.
    private const int MostFrames = 50;

    public static async Task JoinAsync(CallLeg caller, CallLeg person, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var there = new Direction("caller", person, caller);
        var back = new Direction("operator", caller, person);
        caller.HandTo(there);
        person.HandTo(back);
        await Task.WhenAll(
            caller.StateAsync(CallState.Bridged, cancellation).AsTask(),
            person.StateAsync(CallState.Bridged, cancellation).AsTask());

        var relays = Task.WhenAll(there.RelayAsync(over.Token), back.RelayAsync(over.Token));
        await Task.WhenAny(caller.Gone, person.Gone, relays);
        await over.CancelAsync();
        await relays.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>One way of the bridge. The reading loop only puts frames down; a slow far end loses the oldest.</summary>
    private sealed class Direction(string who, CallLeg to, CallLeg from) : ILegListener
    {
        private readonly Channel<Frame> frames = Channel.CreateBounded<Frame>(
            new BoundedChannelOptions(MostFrames) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            dropped => dropped.Return());

        public void Sound(ReadOnlySpan<byte> muLaw)
        {
            var rented = ArrayPool<byte>.Shared.Rent(muLaw.Length);
            muLaw.CopyTo(rented);
            frames.Writer.TryWrite(new Frame(rented, muLaw.Length, null));
        }

        public void Key(char key)
        {
            // Keys are for machines: two people need none.
        }

        public void Typed(string text, bool final)
        {
            if (final)
            {
                frames.Writer.TryWrite(new Frame([], 0, text));
            }
        }

        public void Marked(string name)
        {
            // What the voice said before the bridge has been heard: nobody waits for it.
        }

        public async Task RelayAsync(CancellationToken cancellation)
        {
            try
            {
                await foreach (var frame in frames.Reader.ReadAllAsync(cancellation))
                {
                    await RelayAsync(frame, cancellation);
                }
            }
            finally
            {
                while (frames.Reader.TryRead(out var rest))
                {
                    rest.Return();
                }
            }
        }

        private async Task RelayAsync(Frame frame, CancellationToken cancellation)
        {
            if (frame.Typed is { } text)
            {
                await to.CaptionAsync(who, text, cancellation);
                await from.CaptionAsync(who, text, cancellation);
                return;
            }

            await to.PlayAsync(frame.MuLaw.AsMemory(0, frame.Length), cancellation);
            frame.Return();
        }
    }

    private readonly record struct Frame(byte[] MuLaw, int Length, string? Typed)
    {
        public void Return()
        {
            if (MuLaw.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(MuLaw);
            }
        }
    }
}
