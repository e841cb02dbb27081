using System.Diagnostics;
using Microsoft.Extensions.Options;
using VoiceGateway.Speech.Whisper;

namespace VoiceGateway.Speech.Recognising;

/// <summary>
/// The local ears: whisper.cpp on threads of its own, a good model for whole utterances, a quick one for partial ones (and for
/// whole ones as long as the good one is not there).
/// </summary>
internal sealed partial class LocalRecognizer(
    IOptions<SpeechOptions> options, SpeechKnowledge knowledge, TimeProvider time, ILogger<LocalRecognizer> logger) : ISpeechRecognizer, IDisposable
{
    // Whisper hears nothing in less, and a partial one under a second and a half is guessing (docs/speech.md).
    private static readonly TimeSpan ShortestFinal = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan ShortestPartial = TimeSpan.FromSeconds(1.2);

    // Quieter than -55 dB is nobody; above this doubt, and unsure of the words, it was noise.
    private const double QuietestSpeech = 58;
    private const double NoSpeech = 0.6;
    private const double UnsureOfWords = 0.5;

    private readonly SpeechOptions settings = options.Value;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim waiting = new(0);
    private readonly RecognitionQueue<WaitingRecognition> queue = new(options.Value.QueueLimit);

    // What the engine works at and somebody still waits for: only these may be replaced.
    private readonly List<WaitingRecognition> running = [];

    // What may turn out to be a whole utterance; one at a time, waiting or worked at.
    private WaitingRecognition? ahead;

    private readonly List<Thread> workers = [];
    private readonly CancellationTokenSource closing = new();
    private int disposed;
    private WhisperModel? good;
    private WhisperModel? quick;

    public SpeechStatus Status { get; private set; } = SpeechStatus.Absent("Speech has not been set up yet: run setup-speech.");

    public bool HearsAhead => true;

    /// <summary>Whether somebody waits to be understood, so that everything that can wait should.</summary>
    public bool IsBusy
    {
        get
        {
            lock (gate)
            {
                return running.Count + queue.Count > 0;
            }
        }
    }

    public async Task<Recognition> RecognizeAsync(RecognitionRequest request, CancellationToken cancel)
    {
        if (!Status.IsReady)
        {
            return Recognition.Without(RecognitionOutcome.NotReady);
        }

        var shortest = request.Kind == RecognitionKind.Partial ? ShortestPartial : ShortestFinal;
        if (request.Speech.Length < shortest || request.Speech.Loudness < QuietestSpeech)
        {
            return Recognition.Without(RecognitionOutcome.Nothing);
        }

        if (request.WasAhead && TakeOverAhead(request.CallId) is { } begun && await begun.WaitAsync(cancel) is { Outcome: RecognitionOutcome.Heard or RecognitionOutcome.Nothing } heard)
        {
            return heard;
        }

        using var item = new WaitingRecognition(request, time.GetTimestamp(), cancel);
        if (!Enqueue(item))
        {
            SpeechMeters.Refused.Add(1);
            return Recognition.Without(RecognitionOutcome.Busy);
        }

        await using var registration = cancel.Register(() => GiveUp(item));
        waiting.Release();
        SpeechMeters.Waiting.Add(1);
        try
        {
            return await item.Answer;
        }
        finally
        {
            SpeechMeters.Waiting.Add(-1);
        }
    }

    /// <summary>From now on whole utterances go to the good model.</summary>
    public void UseGood(WhisperModel model)
    {
        good = model;
        Start($"whole utterances: {Describe(good)}, partial ones: {Describe(quick)}");
    }

    /// <summary>From now on partial utterances go to the quick model, and whole ones until there is a good one.</summary>
    public void UseQuick(WhisperModel model)
    {
        quick = model;
        Start($"whole and partial utterances: {Describe(quick)}");
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
        workers.ForEach(worker => worker.Join());
        good?.Dispose();
        quick?.Dispose();
        closing.Dispose();
        waiting.Dispose();
    }

    private static string Describe(WhisperModel? model) => model?.Name ?? "none yet";

    private void Start(string what)
    {
        while (workers.Count < settings.Workers)
        {
            workers.Add(OwnThread.Start($"recogniser {workers.Count + 1}", gentle: false, Work));
        }

        Status = SpeechStatus.Ready(what);
    }

    private bool Enqueue(WaitingRecognition item)
    {
        var call = item.Request.CallId;
        lock (gate)
        {
            ahead?.Replace();
            running.RemoveAll(other => other == ahead);
            ahead = item.Request.Kind == RecognitionKind.Ahead ? item : null;
            if (ahead is not null)
            {
                return true;
            }

            WaitingRecognition? replaced;
            var added = item.Request.Kind == RecognitionKind.Final
                ? queue.TryAddFinal(call, item, item.Request.Urgent, out replaced)
                : queue.TryAddPartial(call, item, out replaced);
            replaced?.Replace();
            if (added && item.Request.Kind == RecognitionKind.Final)
            {
                // What the engine is still making of this utterance's beginning is not wanted any more.
                var beginning = running.Find(other => other.Request.CallId == call && other.Request.Kind == RecognitionKind.Partial);
                if (beginning is not null)
                {
                    running.Remove(beginning);
                    beginning.Replace();
                }
            }

            return added;
        }
    }

    /// <summary>What the engine works at ahead of an utterance's end is the utterance, and nobody takes its place any more.</summary>
    private Task<Recognition>? TakeOverAhead(string call)
    {
        lock (gate)
        {
            if (ahead is null || ahead.Request.CallId != call || !running.Contains(ahead))
            {
                return null;
            }

            var begun = ahead.Answer;
            ahead = null;
            return begun;
        }
    }

    private void GiveUp(WaitingRecognition item)
    {
        lock (gate)
        {
            queue.Remove(item);
            Forget(item);
        }

        item.GiveUp();
    }

    private void Work()
    {
        using var decoders = new WorkerDecoders();
        while (!closing.IsCancellationRequested)
        {
            try
            {
                waiting.Wait(closing.Token);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            if (Take() is { } item)
            {
                var recognition = Recognize(item, decoders);
                lock (gate)
                {
                    Forget(item);
                }

                item.Finish(recognition);
            }
        }

        lock (gate)
        {
            ahead?.Finish(Recognition.Without(RecognitionOutcome.NotReady));
            foreach (var item in queue.RemoveAll())
            {
                item.Finish(Recognition.Without(RecognitionOutcome.NotReady));
            }
        }
    }

    private WaitingRecognition? Take()
    {
        lock (gate)
        {
            var item = queue.Next() ?? (ahead is not null && !running.Contains(ahead) ? ahead : null);
            if (item is not null)
            {
                running.Add(item);
            }

            return item;
        }
    }

    private void Forget(WaitingRecognition item)
    {
        running.Remove(item);
        ahead = ahead == item ? null : ahead;
    }

    private Recognition Recognize(WaitingRecognition item, WorkerDecoders decoders)
    {
        var waited = time.GetElapsedTime(item.Arrived);
        var started = time.GetTimestamp();
        try
        {
            using var activity = SpeechMeters.Activities.StartActivity("speech.recognize");
            var hypotheses = Hear(item, decoders);
            var took = time.GetElapsedTime(started);
            SpeechMeters.Recognized(item.Request.Kind, waited, took);
            return hypotheses.Count > 0
                ? new Recognition(RecognitionOutcome.Heard, hypotheses, waited, took)
                : Recognition.Without(RecognitionOutcome.Nothing, waited, took);
        }
        catch (OperationCanceledException)
        {
            return Recognition.Without(RecognitionOutcome.Replaced, waited);
        }
        catch (Exception failure)
        {
            Log.Broken(logger, failure);
            return Recognition.Without(RecognitionOutcome.Failed, waited, time.GetElapsedTime(started));
        }
    }

    private IReadOnlyList<DialogBot.Hypothesis> Hear(WaitingRecognition item, WorkerDecoders decoders)
    {
        var whole = item.Request.Kind != RecognitionKind.Partial;
        var model = (whole ? good ?? quick : quick ?? good) ?? throw new UnreachableException();
        var prompt = knowledge.Recognition.PromptFor(item.Request);
        var text = decoders.Of(model).Decode(
            WhisperSound.From(item.Request.Speech),
            new WhisperSettings(
                model.LanguageOf(item.Request.Locale), prompt, whole ? settings.Beams : 1, Threads, settings.MinAudioContext),
            item.Stopped);
        var unsure = text.NoSpeech > NoSpeech && text.Hypotheses.All(guess => guess.Confidence < UnsureOfWords);
        return unsure ? [] : [.. text.Hypotheses.Where(guess => !knowledge.Recognition.IsInvented(guess.Text, prompt))];
    }

    private int Threads => settings.Threads > 0 ? settings.Threads : Math.Min(4, Environment.ProcessorCount);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The recogniser broke on an utterance")]
        public static partial void Broken(ILogger logger, Exception failure);
    }
}
