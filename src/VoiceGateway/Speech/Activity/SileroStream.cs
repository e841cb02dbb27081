using VoiceGateway.Speech.Onnx;

namespace VoiceGateway.Speech.Activity;

/// <summary>One call's way through <see cref="SileroModel"/>; for one thread at a time, allocates nothing.</summary>
internal sealed class SileroStream : IDisposable
{
    /// <summary>Samples of a window, at 16 kHz: 32 ms.</summary>
    public const int Window = 512;

    // The model wants the end of the window before in front of each window.
    private const int Context = 64;
    private const int SampleRate = 16000;

    private readonly OnnxSession session;
    private readonly OnnxValue input;
    private readonly OnnxValue rate;
    private readonly OnnxValue probability;
    private OnnxValue state;
    private OnnxValue nextState;

    public SileroStream(OnnxRuntime runtime, OnnxSession session)
    {
        this.session = session;
        input = OnnxValue.OfFloats(runtime, 1, Context + Window);
        state = OnnxValue.OfFloats(runtime, 2, 1, 128);
        nextState = OnnxValue.OfFloats(runtime, 2, 1, 128);
        probability = OnnxValue.OfFloats(runtime, 1, 1);
        rate = OnnxValue.OfIntegers(runtime, 1);
        rate.Integers[0] = SampleRate;
    }

    /// <summary>How likely it is that the window holds speech, 0 to 1.</summary>
    /// <param name="window"><see cref="Window"/> samples at 16 kHz.</param>
    public float Probability(ReadOnlySpan<short> window)
    {
        var samples = input.Floats;
        samples[^Context..].CopyTo(samples);
        for (var index = 0; index < Window; index++)
        {
            samples[Context + index] = window[index] / 32768f;
        }

        session.Run([input, state, rate], [probability, nextState]);
        (state, nextState) = (nextState, state);
        return probability.Floats[0];
    }

    public void Reset()
    {
        input.Floats.Clear();
        state.Floats.Clear();
    }

    public void Dispose()
    {
        input.Dispose();
        rate.Dispose();
        probability.Dispose();
        state.Dispose();
        nextState.Dispose();
    }
}
