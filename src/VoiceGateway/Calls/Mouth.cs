using System.Collections.Concurrent;
using DialogBot;
using VoiceGateway.Media;
using VoiceGateway.Speech;

namespace VoiceGateway.Calls;

/// <summary>Speaks sentences into a leg, a little ahead of the moment they are heard, and knows by marks when they were.</summary>
internal sealed class Mouth(CallLeg leg, ISpeechSynthesizer voice, Phrasebook phrasebook, CallOptions options, TimeProvider time)
{
    // Fewer, larger messages cost fewer system calls; 200 ms is still quick to stop.
    private const int Piece = Sound.Telephone / 5;

    // A far end that loses a mark must not keep the call waiting.
    private static readonly TimeSpan MarkPatience = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> marks = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private CancellationTokenSource? speaking;
    private Task stopping = Task.CompletedTask;
    private bool mayBeInterrupted;
    private DateTimeOffset heardUntil;
    private int spoken;

    /// <param name="language">zh-CN or yue, as the bot names them.</param>
    public static Sentence Sentence(string text, string language, double rate) =>
        new(text, language == Phrasebook.Cantonese ? "yue-CN" : language, rate);

    /// <summary>The voice is speaking, and of a reply of several sentences the last has not begun.</summary>
    public bool IsMidReply { get; private set; }

    /// <summary>Called with the first sound of every reply.</summary>
    public Action? OnFirstSound { get; set; }

    /// <summary>Speaks until everything was heard.</summary>
    /// <param name="language">zh-CN or yue.</param>
    /// <param name="mayBeInterrupted">False for what has to be said to the end.</param>
    /// <returns>False when <see cref="Interrupt"/> stopped the voice.</returns>
    public async Task<bool> SayAsync(IReadOnlyList<string> sentences, string language, double rate, bool mayBeInterrupted, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Begin(stop, mayBeInterrupted);
        try
        {
            await SpeakAsync(sentences, language, rate, stop.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            await leg.ClearAsync(cancellation);
            heardUntil = default;
            return false;
        }
        finally
        {
            await EndAsync();
        }
    }

    /// <summary>Waits for something, and fills the time with 请稍等 when it takes long: silence would sound like a dead line.</summary>
    /// <param name="since">Timestamp of the last sound that was heard, of whichever side.</param>
    public async Task<T> FillAsync<T>(Task<T> work, long since, string language, double rate, CancellationToken cancellation)
    {
        var patience = options.PleaseWait - time.GetElapsedTime(since);
        for (var times = 0; !await IsDoneAsync(work, patience, cancellation); times++)
        {
            var fillers = phrasebook.In(language).PleaseWait;
            var filler = fillers[Math.Min(times, fillers.Count - 1)];
            await leg.CaptionAsync("bot", filler, cancellation);
            // What is not at hand would only make the wait longer.
            if (voice.TryGet(Sentence(filler, language, rate), out var muLaw) || voice.TryGet(Sentence(filler, language, Bot.UsualRate), out muLaw))
            {
                await PlayAsync(muLaw, cancellation);
            }

            patience = options.PleaseWaitAgain;
        }

        return await work;
    }

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

    private void Begin(CancellationTokenSource stop, bool mayBeInterrupted)
    {
        lock (gate)
        {
            speaking = stop;
            this.mayBeInterrupted = mayBeInterrupted;
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

    private async Task SpeakAsync(IReadOnlyList<string> sentences, string language, double rate, CancellationToken cancellation)
    {
        var next = Make(0);
        for (var i = 0; i < sentences.Count; i++)
        {
            IsMidReply = i + 1 < sentences.Count;
            var sound = await FillAsync(next, Heard(), language, rate, cancellation);
            // The next sentence is made while this one is heard.
            next = Make(i + 1);
            cancellation.ThrowIfCancellationRequested();
            if (i == 0)
            {
                OnFirstSound?.Invoke();
            }

            await leg.CaptionAsync("bot", sentences[i], cancellation);
            await PlayAsync(sound.MuLaw, cancellation);
        }

        await HeardAsync(cancellation);

        Task<Synthesis> Make(int index) => index < sentences.Count
            ? voice.SpeakAsync(Sentence(sentences[index], language, rate), cancellation)
            : Task.FromResult(Synthesis.Without(SynthesisOutcome.NotReady));
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
            heardUntil = Later(heardUntil, time.GetUtcNow()) + TimeSpan.FromSeconds((double)piece.Length / Sound.Telephone);
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
