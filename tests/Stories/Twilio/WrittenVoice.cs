using System.Collections.Concurrent;
using DialogBot;
using VoiceGateway.Media;
using VoiceGateway.Speech;

namespace Stories.Twilio;

/// <summary>Ears and a mouth of paper: loud frames are heard as the next words of a list, and what is said can be read.</summary>
internal sealed class WrittenVoice : ISpeechRecognizer, ISpeechSynthesizer, IVoiceActivityFactory
{
    private readonly ConcurrentQueue<string> said = new();

    public SpeechStatus Status { get; } = SpeechStatus.Ready("on paper");

    public bool HearsAhead => false;

    public ConcurrentQueue<string> Words { get; } = new();

    /// <summary>Everything that was said, to whomever.</summary>
    public string Said => string.Concat(said);

    public Task<Recognition> RecognizeAsync(RecognitionRequest request, CancellationToken cancel)
    {
        var words = request.Kind == RecognitionKind.Final && Words.TryDequeue(out var next) ? next : null;
        return Task.FromResult(words is null
            ? Recognition.Without(RecognitionOutcome.Nothing)
            : new Recognition(RecognitionOutcome.Heard, [new Hypothesis(words, 0.9)], TimeSpan.Zero, TimeSpan.Zero));
    }

    public Task<Synthesis> SpeakAsync(Sentence sentence, CancellationToken cancel)
    {
        said.Enqueue(sentence.Text);
        return Task.FromResult(new Synthesis(SynthesisOutcome.Said, new byte[160]));
    }

    public bool TryGet(Sentence sentence, out ReadOnlyMemory<byte> muLaw)
    {
        muLaw = new byte[160];
        return true;
    }

    public void Prepare(IEnumerable<Sentence> sentences)
    {
        // Everything is at hand.
    }

    public IVoiceActivity Create() => new Loudness();

    private sealed class Loudness : IVoiceActivity
    {
        private TimeSpan silence;

        public TimeSpan MinSilence { get; set; }

        public bool Speaking { get; private set; }

        public TimeSpan Silence => silence;

        public VoiceChange Feed(ReadOnlySpan<short> samples)
        {
            if (samples.IndexOfAnyExceptInRange((short)-1000, (short)1000) >= 0)
            {
                var began = !Speaking;
                (Speaking, silence) = (true, TimeSpan.Zero);
                return began ? VoiceChange.Started : VoiceChange.None;
            }

            silence += TimeSpan.FromSeconds((double)samples.Length / Sound.Telephone);
            if (!Speaking || silence < MinSilence)
            {
                return VoiceChange.None;
            }

            Speaking = false;
            return VoiceChange.Ended;
        }

        public void Reset() => (Speaking, silence) = (false, TimeSpan.Zero);

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
