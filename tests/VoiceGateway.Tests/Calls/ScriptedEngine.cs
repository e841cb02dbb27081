using System.Collections.Concurrent;
using DialogBot;
using VoiceGateway.Media;
using VoiceGateway.Speech;

namespace VoiceGateway.Tests.Calls;

/// <summary>Ears and a mouth that do as they are told, at once: the recogniser hears the next words of a list, the voice makes 100 ms a character.</summary>
internal sealed class ScriptedEngine : ISpeechRecognizer, ISpeechSynthesizer, IVoiceActivityFactory
{
    private const byte Voiced = 0x55;

    private volatile string? ahead;

    /// <summary>The voice's one sample with twice the amplitude.</summary>
    public static byte Louder { get; } = MuLaw.Encode((short)(2 * MuLaw.Decode(Voiced)));

    public SpeechStatus Status { get; set; } = SpeechStatus.Ready("scripted");

    /// <summary>What the next utterances are heard as; nothing when it is empty.</summary>
    public ConcurrentQueue<string> Words { get; } = new();

    /// <summary>What the beginning of an utterance is heard as.</summary>
    public string? Beginning { get; set; }

    /// <summary>What may be over is recognised before it is known to be.</summary>
    public bool HearsAhead { get; set; }

    /// <summary>What comes of every utterance, where it is not to be heard.</summary>
    public RecognitionOutcome? Outcome { get; set; }

    /// <summary>The engine is at work until this completes.</summary>
    public Task Work { get; set; } = Task.CompletedTask;

    /// <summary>The voice is being made until this completes.</summary>
    public Task VoiceWork { get; set; } = Task.CompletedTask;

    public bool Throws { get; set; }

    public bool IsMute { get; set; }

    public ConcurrentQueue<RecognitionRequest> Requests { get; } = new();

    public ConcurrentQueue<Sentence> Spoken { get; } = new();

    /// <summary>What was said because it was at hand.</summary>
    public ConcurrentQueue<string> AtHand { get; } = new();

    public RecognitionRequest[] Finals => [.. Requests.Where(request => request.Kind == RecognitionKind.Final)];

    public async Task<Recognition> RecognizeAsync(RecognitionRequest request, CancellationToken cancel)
    {
        Requests.Enqueue(request);
        await Work.WaitAsync(cancel);
        if (Throws)
        {
            throw new IOException("The engine is broken.");
        }

        if (Outcome is { } outcome)
        {
            return Recognition.Without(outcome);
        }

        var words = request switch
        {
            { Kind: RecognitionKind.Partial } => Beginning,
            { WasAhead: true } => ahead,
            _ => Words.TryDequeue(out var next) ? next : null,
        };
        ahead = request.Kind == RecognitionKind.Ahead ? words : ahead;
        return words is null
            ? Recognition.Without(RecognitionOutcome.Nothing)
            : new Recognition(RecognitionOutcome.Heard, [new Hypothesis(words, 0.9)], TimeSpan.Zero, TimeSpan.Zero);
    }

    public async Task<Synthesis> SpeakAsync(Sentence sentence, CancellationToken cancel)
    {
        Spoken.Enqueue(sentence);
        await VoiceWork.WaitAsync(cancel);
        return IsMute ? Synthesis.Without(SynthesisOutcome.NotReady) : new Synthesis(SynthesisOutcome.Said, Voice(sentence));
    }

    public bool TryGet(Sentence sentence, out ReadOnlyMemory<byte> muLaw)
    {
        AtHand.Enqueue(sentence.Text);
        muLaw = Voice(sentence);
        return !IsMute;
    }

    public void Prepare(IEnumerable<Sentence> sentences)
    {
        // Everything is at hand.
    }

    public IVoiceActivity Create() => new Loudness();

    private static byte[] Voice(Sentence sentence)
    {
        var sound = new byte[sentence.Text.Length * 800];
        Array.Fill(sound, Voiced);
        return sound;
    }

    /// <summary>Loud is speech, quiet is none; found at once, ended after the set silence.</summary>
    private sealed class Loudness : IVoiceActivity
    {
        public bool Speaking { get; private set; }

        public TimeSpan Silence { get; private set; }

        public TimeSpan MinSilence { get; set; }

        public VoiceChange Feed(ReadOnlySpan<short> frame)
        {
            var length = TimeSpan.FromSeconds(frame.Length / 8000.0);
            if (frame.ContainsAnyExceptInRange<short>(-1000, 1000))
            {
                (var began, Speaking, Silence) = (!Speaking, true, TimeSpan.Zero);
                return began ? VoiceChange.Started : VoiceChange.None;
            }

            Silence += length;
            if (!Speaking || Silence < MinSilence)
            {
                return VoiceChange.None;
            }

            Speaking = false;
            return VoiceChange.Ended;
        }

        public void Reset() => (Speaking, Silence) = (false, TimeSpan.Zero);

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
