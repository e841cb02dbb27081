using System.Collections.Concurrent;
using Dispatch;
using VoiceGateway.Calls;

namespace VoiceGateway.Carriers.Local;

/// <summary>Rings the phones of the page /phone. A phone that nobody has open rings too, and is not answered.</summary>
internal sealed class LocalPhoneLine(OutgoingCalls outgoing, TownEvents town, TimeProvider time) : IPhoneLine, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Task> rings = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource closing = new();
    private int disposed;

    /// <summary>The calls that ring at this moment.</summary>
    public IEnumerable<OutgoingCall> Ringing =>
        rings.Keys.Select(outgoing.Find).Where(line => line is { PickedUp.IsCompleted: false, IsOver: false }).Select(line => line!.Call);

    public Task<bool> CallAsync(OutgoingCall call, CancellationToken cancellation)
    {
        if (outgoing.TryAdd(call))
        {
            rings[call.Id] = RingAsync(outgoing.Find(call.Id)!, closing.Token);
        }

        return Task.FromResult(true);
    }

    public Task HangUpAsync(string callId, CancellationToken cancellation)
    {
        outgoing.HangUp(callId);
        return Task.CompletedTask;
    }

    /// <summary>Whoever has the phone does not want the call.</summary>
    public async Task DeclineAsync(string callId, CancellationToken cancellation)
    {
        if (outgoing.PickUp(callId) is { } line)
        {
            line.End();
            await outgoing.ReportAsync(line, CallEnding.Busy, null, cancellation);
        }
    }

    /// <summary>The container knows this under two names, and disposes of it once for each.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        await closing.CancelAsync();
        await Task.WhenAll(rings.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.Dispose();
    }

    private async Task RingAsync(OutgoingCalls.Line line, CancellationToken cancellation)
    {
        await Task.Yield();
        var call = line.Call;
        town.Publish(new TownEvent("ring", call.To, Call: call.Id));
        try
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(line.PickedUp, line.Over, Task.Delay(call.RingFor, time, enough.Token));
            await enough.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
            if (line.TryPickUp())
            {
                // Nobody else did.
                line.End();
                await outgoing.ReportAsync(line, CallEnding.NoAnswer, null, cancellation);
            }
        }
        finally
        {
            rings.TryRemove(call.Id, out _);
            town.Publish(new TownEvent("ringEnd", call.To, Call: call.Id));
        }
    }
}
