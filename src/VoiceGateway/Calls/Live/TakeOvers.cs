using System.Collections.Concurrent;
using Dispatch;

namespace VoiceGateway.Calls.Live;

/// <summary>Does what somebody at the console wants of a call of this process: rings their phone and joins it to the caller, or lets the bot say something.</summary>
internal sealed class TakeOvers(
    LiveCalls calls, IPhoneLine phone, OutgoingCalls outgoing, Switchboard switchboard, DispatchDesk desk, Phrasebook phrasebook) : IAsyncDisposable
{
    private const char Key = '1';

    private static readonly TimeSpan RingFor = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Task> following = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource closing = new();

    public async Task<TakeOverOutcome> DoAsync(LiveMessage.Asked asked, CancellationToken cancellation)
    {
        if (calls.Find(asked.Conversation) is not { } line)
        {
            return TakeOverOutcome.CallerGone;
        }

        if (asked.Prompt is { } text)
        {
            return switchboard.Prompt(asked.Conversation, text) ? TakeOverOutcome.Done : TakeOverOutcome.CallerGone;
        }

        if (!line.TryTake(asked.Person, out var talking))
        {
            return TakeOverOutcome.Taken;
        }

        // No id of the desk's: it need not hear how this call goes.
        var call = new OutgoingCall(
            $"takeover-{asked.Id}", asked.Person.Phone, phrasebook.In(Phrasebook.Mandarin).TakeOver, $"{Key}", asked.Conversation, Key, RingFor);
        if (!await phone.CallAsync(call, cancellation))
        {
            line.Leave();
            return TakeOverOutcome.Busy;
        }

        following[call.Id] = FollowAsync(line, call, asked.Person, talking);
        return TakeOverOutcome.Done;
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await Task.WhenAll(following.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.Dispose();
    }

    private async Task FollowAsync(LiveLine line, OutgoingCall call, LivePerson person, Task talking)
    {
        await Task.Yield();
        var over = outgoing.Find(call.Id)?.Over ?? Task.CompletedTask;
        try
        {
            await Task.WhenAny(talking, over, line.Ended).WaitAsync(closing.Token);
            if (talking.IsCompleted)
            {
                // Who waited for anybody has somebody now.
                await desk.TakeCallerAsync(line.Call.Conversation, person.Name, person.Phone, closing.Token);
                await Task.WhenAny(over, line.Ended).WaitAsync(closing.Token);
            }
            else if (!over.IsCompleted)
            {
                await phone.HangUpAsync(call.Id, closing.Token);
            }
        }
        finally
        {
            line.Leave();
            following.TryRemove(call.Id, out _);
        }
    }
}
