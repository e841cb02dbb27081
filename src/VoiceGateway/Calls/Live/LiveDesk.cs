using System.Collections.Concurrent;
using Dispatch.Queue;

namespace VoiceGateway.Calls.Live;

/// <summary>
/// For the console: which calls are under way in the whole house, what is said in them as it is said, and how to take one over, on whatever machine
/// it is. Nothing of it is kept when a call has ended. To be shown to people who have signed in only.
/// </summary>
internal sealed class LiveDesk(LiveBoard board, LiveWire wire, TimeProvider time)
{
    public const string Wire = "calls";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<TakeOverOutcome>> asked = new(StringComparer.Ordinal);

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<LiveCall> Calls => board.Calls;

    /// <summary>Null when it is over.</summary>
    public LiveCall? Find(string conversation) => board.Find(conversation);

    /// <summary>What was said so far, in order; the last may still be being said.</summary>
    public IReadOnlyList<LiveWords> WordsOf(string conversation) => board.WordsOf(conversation);

    /// <summary>Raised with the conversation of which something changed, on whatever thread; must not block.</summary>
    public event Action<string>? Changed
    {
        add => board.Changed += value;
        remove => board.Changed -= value;
    }

    /// <summary>Rings a person's phone; once they press 1, they talk with the caller instead of the bot. One person at a time.</summary>
    public Task<TakeOverOutcome> TakeOverAsync(string conversation, LivePerson person, CancellationToken cancellation) =>
        AskAsync(conversation, person, null, cancellation);

    /// <summary>Lets the bot say something to the caller, and go on.</summary>
    public Task<TakeOverOutcome> PromptAsync(string conversation, LivePerson person, string text, CancellationToken cancellation) =>
        AskAsync(conversation, person, text, cancellation);

    public void Hear(LiveMessage.Answered answered)
    {
        if (asked.TryRemove(answered.Id, out var waiting))
        {
            waiting.TrySetResult(answered.Outcome);
        }
    }

    private async Task<TakeOverOutcome> AskAsync(string conversation, LivePerson person, string? prompt, CancellationToken cancellation)
    {
        if (board.Find(conversation) is not { } call)
        {
            return TakeOverOutcome.CallerGone;
        }

        var wish = new LiveMessage.Asked(Guid.NewGuid().ToString("N"), call.House, conversation, person, prompt);
        var answer = new TaskCompletionSource<TakeOverOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        asked[wish.Id] = answer;
        try
        {
            await wire.TellAsync(Wire, wish.Write(), cancellation);
            return await answer.Task.WaitAsync(Patience, time, cancellation);
        }
        catch (TimeoutException)
        {
            return TakeOverOutcome.NoAnswer;
        }
        finally
        {
            asked.TryRemove(wish.Id, out _);
        }
    }
}
