namespace VoiceGateway.Calls.Live;

/// <summary>One call of this process, as it is told to whoever watches. Called from every side of the call; never blocks.</summary>
internal sealed class LiveLine
{
    private const string Caller = "caller";

    // A call of an hour has some hundred lines.
    private const int MostWords = 500;

    private readonly Lock gate = new();
    private readonly List<LiveWords> words = [];
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<LiveMessage> tell;
    private readonly TimeProvider time;
    private LiveCall call;
    private TaskCompletionSource joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int spoken;
    private int? unfinished;

    public LiveLine(LiveCall begun, Action<LiveMessage> tell, TimeProvider time)
    {
        call = begun;
        this.tell = tell;
        this.time = time;
    }

    public LiveCall Call
    {
        get
        {
            lock (gate)
            {
                return call;
            }
        }
    }

    /// <summary>Completes when the call has ended.</summary>
    public Task Ended => over.Task;

    public LiveMessage.Known Everything()
    {
        lock (gate)
        {
            return new LiveMessage.Known(call, [.. words]);
        }
    }

    /// <param name="who">bot, caller or operator.</param>
    public void Said(string who, string text)
    {
        lock (gate)
        {
            var number = who == Caller && unfinished is { } begun ? begun : ++spoken;
            unfinished = who == Caller ? null : unfinished;
            Add(new LiveWords(number, who, text, Final: true, time.GetUtcNow()));
        }
    }

    /// <summary>So much has been heard of what the caller is saying.</summary>
    public void IsSaying(string text)
    {
        lock (gate)
        {
            unfinished ??= ++spoken;
            Add(new LiveWords(unfinished.Value, Caller, text, Final: false, time.GetUtcNow()));
        }
    }

    public void Is(CallState state) => Change(now => now with { State = state.Word });

    /// <param name="standing">Where the dialog stands, as the bot names it.</param>
    public void StandsAt(string standing) => Change(now => now with { Standing = standing });

    /// <summary>A person talks with the caller.</summary>
    /// <param name="phone">Null when they have left.</param>
    public void Joined(string? phone)
    {
        lock (gate)
        {
            Change(now => now with { With = phone });
            if (phone is not null && phone == call.TakenBy?.Phone)
            {
                joined.TrySetResult();
            }
        }
    }

    /// <summary>Gives the call to one person at the console: of two the first.</summary>
    /// <param name="talking">Completes when they talk with the caller.</param>
    public bool TryTake(LivePerson person, out Task talking)
    {
        lock (gate)
        {
            talking = Task.CompletedTask;
            if (call.TakenBy is not null || call.With is not null || Ended.IsCompleted)
            {
                return false;
            }

            joined = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            talking = joined.Task;
            Change(now => now with { TakenBy = person });
            return true;
        }
    }

    public void Leave() => Change(now => now with { TakenBy = null });

    public void End()
    {
        over.TrySetResult();
        tell(new LiveMessage.Over(Call.Conversation));
    }

    private void Add(LiveWords said)
    {
        words.RemoveAll(each => each.Number == said.Number);
        words.Add(said);
        if (words.Count > MostWords)
        {
            words.RemoveAt(0);
        }

        tell(new LiveMessage.Said(call.Conversation, said));
    }

    private void Change(Func<LiveCall, LiveCall> change)
    {
        lock (gate)
        {
            var changed = change(call);
            if (changed != call)
            {
                call = changed with { Version = call.Version + 1 };
                tell(new LiveMessage.Known(call));
            }
        }
    }
}
