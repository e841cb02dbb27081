using Microsoft.Extensions.Options;

namespace VoiceGateway.Speech.Voices;

/// <summary>
/// The local mouth: one voice on a thread of its own. What a caller waits for goes before what is only prepared, and that is only
/// done while nobody waits to be understood either.
/// </summary>
internal sealed partial class LocalSynthesizer(
    IOptions<SpeechOptions> options, SaidSentences said, Func<bool> isBusy, TimeProvider time, ILogger<LocalSynthesizer> logger)
    : ISpeechSynthesizer, IDisposable
{
    private const double SlowestRate = 0.5;
    private const double FastestRate = 2;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim waiting = new(0);
    private readonly Queue<Wish> live = [];
    private readonly Queue<Sentence> prepared = [];
    private readonly CancellationTokenSource closing = new();
    private int disposed;
    private Thread? worker;
    private volatile IVoice[] voices = [];

    public SpeechStatus Status { get; private set; } = SpeechStatus.Absent("Speech has not been set up yet: run setup-speech.");

    public async Task<Synthesis> SpeakAsync(Sentence sentence, CancellationToken cancel)
    {
        if (voices.Length == 0)
        {
            return Synthesis.Without(SynthesisOutcome.NotReady);
        }

        if (TryGet(sentence, out var kept))
        {
            SpeechMeters.WasKept();
            return new Synthesis(SynthesisOutcome.Said, kept);
        }

        Wish wish;
        lock (gate)
        {
            if (live.Count >= options.Value.VoiceQueueLimit)
            {
                return Synthesis.Without(SynthesisOutcome.Busy);
            }

            // Two calls that are to hear the same are served by one saying.
            wish = live.FirstOrDefault(other => other.Sentence == sentence) ?? new Wish(sentence);
            if (wish.Waiting++ == 0)
            {
                live.Enqueue(wish);
                waiting.Release();
            }
        }

        try
        {
            return await wish.Answer.Task.WaitAsync(cancel);
        }
        finally
        {
            lock (gate)
            {
                wish.Waiting--;
            }
        }
    }

    public bool TryGet(Sentence sentence, out ReadOnlyMemory<byte> muLaw)
    {
        muLaw = default;
        return SpeakerOf(sentence) is { } speaker && said.TryGet(speaker.Name, sentence, out muLaw);
    }

    public void Prepare(IEnumerable<Sentence> sentences)
    {
        lock (gate)
        {
            foreach (var sentence in sentences)
            {
                prepared.Enqueue(sentence);
            }
        }

        waiting.Release();
    }

    /// <summary>From now on this voice speaks the languages that it knows.</summary>
    public void Use(IVoice speaker)
    {
        voices = [speaker, .. voices];
        worker ??= OwnThread.Start("voice", gentle: false, Work);
        Status = SpeechStatus.Ready(string.Join(", ", voices.Select(voice => voice.Name)));
        waiting.Release();
    }

    public void Report(SpeechStatus now)
    {
        if (!Status.IsReady)
        {
            Status = now;
        }
    }

    /// <summary>The container knows this under two names, and disposes of it once for each.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        closing.Cancel();
        worker?.Join();
        Array.ForEach(voices, voice => (voice as IDisposable)?.Dispose());
        closing.Dispose();
        waiting.Dispose();
    }

    // The voice that came last is the best of those that know the language; better a wrong accent than silence.
    private IVoice? SpeakerOf(Sentence sentence) => Array.Find(voices, voice => voice.Speaks(sentence.Locale)) ?? voices.FirstOrDefault();

    private void Work()
    {
        said.TrimDisk();
        while (!closing.IsCancellationRequested)
        {
            if (NextLive() is { } wish)
            {
                wish.Answer.TrySetResult(Say(wish.Sentence));
            }
            else if (!isBusy() && NextPrepared() is { } sentence)
            {
                if (!TryGet(sentence, out _))
                {
                    Say(sentence);
                }
            }
            else
            {
                Rest();
            }
        }

        while (NextLive() is { } wish)
        {
            wish.Answer.TrySetResult(Synthesis.Without(SynthesisOutcome.NotReady));
        }
    }

    private void Rest()
    {
        try
        {
            waiting.Wait(HasPrepared() ? LookAgain : Timeout.InfiniteTimeSpan, closing.Token);
        }
        catch (OperationCanceledException)
        {
            // The loop sees that it is closing.
        }
    }

    // A wish that every caller has given up is passed over.
    private Wish? NextLive()
    {
        lock (gate)
        {
            while (live.TryDequeue(out var wish))
            {
                if (wish.Waiting > 0)
                {
                    return wish;
                }
            }

            return null;
        }
    }

    private Sentence? NextPrepared()
    {
        lock (gate)
        {
            return prepared.TryDequeue(out var sentence) ? sentence : null;
        }
    }

    private bool HasPrepared()
    {
        lock (gate)
        {
            return prepared.Count > 0;
        }
    }

    private Synthesis Say(Sentence sentence)
    {
        var speaker = SpeakerOf(sentence)!;
        var started = time.GetTimestamp();
        try
        {
            using var activity = SpeechMeters.Activities.StartActivity("speech.synthesize");
            var paced = sentence with { Rate = Math.Clamp(sentence.Rate, SlowestRate, FastestRate) };
            var muLaw = TelephoneSound.From(speaker.Say(paced));
            SpeechMeters.Spoke(time.GetElapsedTime(started));
            Keep(speaker.Name, sentence, muLaw);
            return new Synthesis(SynthesisOutcome.Said, muLaw);
        }
        catch (Exception failure)
        {
            Log.Broken(logger, failure);
            return Synthesis.Without(SynthesisOutcome.Failed);
        }
    }

    private void Keep(string name, Sentence sentence, byte[] muLaw)
    {
        try
        {
            said.Add(name, sentence, muLaw);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(logger, failure);
        }
    }

    private sealed class Wish(Sentence sentence)
    {
        public Sentence Sentence { get; } = sentence;

        public TaskCompletionSource<Synthesis> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>How many callers wait for it.</summary>
        public int Waiting { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The voice broke on a sentence")]
        public static partial void Broken(ILogger logger, Exception failure);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A said sentence could not be kept on disk")]
        public static partial void NotKept(ILogger logger, Exception failure);
    }
}
