using System.Collections.Concurrent;
using System.Collections.Immutable;
using VoiceGateway.Calls.TurnTaking;
using VoiceGateway.Media;
using VoiceGateway.Speech;

namespace VoiceGateway.Calls;

/// <summary>Speaks sentences into a leg, a little ahead of the moment they are heard, and knows by marks when they were.</summary>
internal sealed class Mouth(CallLeg leg, ISpeechSynthesizer voice, Phrasebook phrasebook, CallOptions options, TimeProvider time)
{
    // Fewer, larger messages cost fewer system calls. To stop it the far end is told to forget what it has not played.
    private const int Piece = Sound.Telephone * 2 / 5;

    // A far end that loses a mark must not keep the call waiting.
    private static readonly TimeSpan MarkPatience = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> marks = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private volatile CancellationTokenSource? speaking;
    private Task stopping = Task.CompletedTask;
    private bool mayBeInterrupted;
    private DateTimeOffset heardUntil;
    private int spoken;

    private readonly OwnVoice own = new(time);
    private IReadOnlyList<string> sentences = [];
    private ImmutableList<DateTimeOffset> ends = [];
    private long lastBegan;
    private int excuses;
    private long? lastExcuse;

    public bool IsSpeaking => speaking is not null;

    /// <summary>The voice is speaking, and of a reply of several sentences the last has not begun.</summary>
    public bool IsMidReply { get; private set; }

    /// <summary>So much of the reply has been begun, of the last one where none is being spoken.</summary>
    public string Said => string.Concat(sentences.Take(ends.Count + 1));

    /// <summary>The sentences of the last reply that have not been heard to their end.</summary>
    public IReadOnlyList<string> Unheard => [.. sentences.Skip(ends.TakeWhile(end => end <= time.GetUtcNow()).Count())];

    /// <summary>Called with the first sound of every reply.</summary>
    public Action? OnFirstSound { get; set; }

    /// <summary>Speaks until everything was heard.</summary>
    /// <param name="mayBeInterrupted">False for what has to be said to the end.</param>
    /// <returns>False when <see cref="Interrupt"/> stopped the voice.</returns>
    public async Task<bool> SayAsync(IReadOnlyList<string> reply, Manner manner, bool mayBeInterrupted, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Begin(reply, stop, mayBeInterrupted);
        try
        {
            await SpeakAsync(reply, manner, stop.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            await leg.ClearAsync(cancellation);
            own.Stop();
            heardUntil = default;
            return false;
        }
        finally
        {
            await EndAsync();
        }
    }

    /// <summary>Waits for the answer to a turn, and fills the time with 请稍等 when it takes long: silence would sound like a dead line.</summary>
    /// <param name="lastSound">Timestamp of the last sound that was heard, of whichever side; asked again and again.</param>
    public Task<T> FillAsync<T>(Task<T> work, Func<long> lastSound, Manner manner, CancellationToken cancellation)
    {
        (excuses, lastExcuse) = (0, null);
        return FillGapAsync(work, lastSound, manner, cancellation);
    }

    /// <summary>Whether the voice has been heard since a moment.</summary>
    public bool SpokeSince(long timestamp) => Interlocked.Read(ref lastBegan) > timestamp;

    /// <summary>Whether what has just come in over the line is our own voice.</summary>
    /// <param name="loudness">Of the last slices of 20 ms, the latest last.</param>
    public bool IsEchoed(ReadOnlySpan<float> loudness) => own.IsEchoed(loudness);

    /// <summary>Stops the voice, if it is speaking.</summary>
    /// <param name="whatever">Also when it has to be said to the end.</param>
    /// <returns>Whether there was anything to stop.</returns>
    public bool Interrupt(bool whatever = false)
    {
        lock (gate)
        {
            if (speaking is null || speaking.IsCancellationRequested || !(mayBeInterrupted || whatever))
            {
                return false;
            }

            stopping = speaking.CancelAsync();
            return true;
        }
    }

    public void Marked(string name)
    {
        if (marks.TryRemove(name, out var mark))
        {
            mark.TrySetResult();
        }
    }

    private void Begin(IReadOnlyList<string> reply, CancellationTokenSource stop, bool interruptible)
    {
        lock (gate)
        {
            (sentences, ends) = (reply, []);
            speaking = stop;
            mayBeInterrupted = interruptible;
        }
    }

    private async Task EndAsync()
    {
        IsMidReply = false;
        Task last;
        lock (gate)
        {
            speaking = null;
            last = stopping;
        }

        await last;
    }

    private async Task SpeakAsync(IReadOnlyList<string> reply, Manner manner, CancellationToken cancellation)
    {
        var next = Make(0);
        for (var i = 0; i < reply.Count; i++)
        {
            IsMidReply = i + 1 < reply.Count;
            var (heard, asked) = (Heard(), time.GetTimestamp());
            var sound = await FillGapAsync(next, () => heard, manner, cancellation);
            CallMeter.Voiced(time.GetElapsedTime(asked));
            // The next sentence is made while this one is heard.
            next = Make(i + 1);
            cancellation.ThrowIfCancellationRequested();
            if (i == 0)
            {
                Interlocked.Exchange(ref lastBegan, time.GetTimestamp());
                OnFirstSound?.Invoke();
            }

            await leg.CaptionAsync("bot", reply[i], cancellation);
            await PlayAsync(manner.Of(sound.MuLaw), cancellation);
            ends = ends.Add(heardUntil);
        }

        await HeardAsync(cancellation);

        Task<Synthesis> Make(int index) => index < reply.Count
            ? voice.SpeakAsync(manner.Sentence(reply[index]), cancellation)
            : Task.FromResult(Synthesis.Without(SynthesisOutcome.NotReady));
    }

    private async Task<T> FillGapAsync<T>(Task<T> work, Func<long> lastSound, Manner manner, CancellationToken cancellation)
    {
        var filled = long.MinValue;
        while (!await IsDoneAsync(work, options.PleaseWait - Quiet(), cancellation))
        {
            // The caller may have gone on speaking meanwhile.
            if (Quiet() >= options.PleaseWait)
            {
                await FillAsync(manner, cancellation);
                filled = Heard();
            }
        }

        return await work;

        TimeSpan Quiet() => time.GetElapsedTime(Math.Max(filled, lastSound()));
    }

    /// <summary>An excuse, once; whoever is still kept waiting is not told so again and again, but hears that somebody is there.</summary>
    private async Task FillAsync(Manner manner, CancellationToken cancellation)
    {
        var lines = phrasebook.In(manner.Language);
        if (lastExcuse is { } before && time.GetElapsedTime(before) < options.PleaseWaitAgain)
        {
            await FillAsync(lines.Murmur, manner, cancellation);
            return;
        }

        lastExcuse = time.GetTimestamp();
        var excuse = lines.PleaseWait[Math.Min(excuses++, lines.PleaseWait.Count - 1)];
        await leg.CaptionAsync("bot", excuse, cancellation);
        await FillAsync(excuse, manner, cancellation);
    }

    private async Task FillAsync(string filler, Manner manner, CancellationToken cancellation)
    {
        // What is not at hand would only make the wait longer.
        if (voice.TryGet(manner.Sentence(filler), out var muLaw) || voice.TryGet((manner with { Rate = Manner.Usual.Rate }).Sentence(filler), out muLaw))
        {
            await PlayAsync(manner.Of(muLaw), cancellation);
        }
    }

    /// <summary>Timestamp at which the last sound will have been heard.</summary>
    private long Heard()
    {
        var ahead = heardUntil - time.GetUtcNow();
        return time.GetTimestamp() + (ahead > TimeSpan.Zero ? (long)(ahead.TotalSeconds * time.TimestampFrequency) : 0);
    }

    private async Task<bool> IsDoneAsync(Task work, TimeSpan patience, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var late = Task.Delay(patience > TimeSpan.Zero ? patience : TimeSpan.Zero, time, enough.Token);
        var first = await Task.WhenAny(work, late);
        await enough.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
        return first == work;
    }

    private async Task PlayAsync(ReadOnlyMemory<byte> muLaw, CancellationToken cancellation)
    {
        while (muLaw.Length > 0)
        {
            var ahead = heardUntil - time.GetUtcNow() - options.Lead;
            if (ahead > TimeSpan.Zero)
            {
                await Task.Delay(ahead, time, cancellation);
            }

            var piece = muLaw[..Math.Min(Piece, muLaw.Length)];
            muLaw = muLaw[piece.Length..];
            await leg.PlayAsync(piece, cancellation);
            var from = Later(heardUntil, time.GetUtcNow());
            own.Says(piece.Span, from);
            heardUntil = from + TimeSpan.FromSeconds((double)piece.Length / Sound.Telephone);
        }
    }

    private async Task HeardAsync(CancellationToken cancellation)
    {
        var name = $"said-{++spoken}";
        var mark = marks[name] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await leg.MarkAsync(name, cancellation);
            var now = time.GetUtcNow();
            await Task.WhenAny(mark.Task, Task.Delay(Later(heardUntil, now) - now + MarkPatience, time, patience.Token));
            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            await patience.CancelAsync();
            marks.TryRemove(name, out _);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
