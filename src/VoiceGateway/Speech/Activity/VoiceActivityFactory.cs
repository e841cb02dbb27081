using Microsoft.Extensions.Options;

namespace VoiceGateway.Speech.Activity;

/// <summary>Gives the first calls the model and, above the number that the processor can carry, or until it is there, loudness.</summary>
internal sealed class VoiceActivityFactory(IOptions<SpeechOptions> options) : IVoiceActivityFactory, IDisposable
{
    private volatile SileroModel? model;
    private volatile SpeechStatus status = SpeechStatus.Absent("Speech has not been set up yet; speech is found by loudness.");
    private int streams;

    public SpeechStatus Status => status;

    public IVoiceActivity Create()
    {
        if (model is not { } loaded)
        {
            return new VoiceActivity(new LoudnessJudge());
        }

        if (Interlocked.Increment(ref streams) > options.Value.NeuralActivityCalls)
        {
            Interlocked.Decrement(ref streams);
            return new VoiceActivity(new LoudnessJudge());
        }

        return new VoiceActivity(new SileroJudge(loaded.CreateStream(), () => Interlocked.Decrement(ref streams)));
    }

    public void Use(SileroModel loaded)
    {
        model = loaded;
        status = SpeechStatus.Ready("Silero VAD v6");
    }

    public void Report(SpeechStatus now)
    {
        if (model is null)
        {
            status = now;
        }
    }

    public void Dispose() => model?.Dispose();
}
