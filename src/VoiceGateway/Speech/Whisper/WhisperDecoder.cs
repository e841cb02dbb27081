using System.Runtime.InteropServices;
using System.Text;
using DialogBot;

namespace VoiceGateway.Speech.Whisper;

/// <summary>Decodes speech with one model; for one thread at a time.</summary>
internal sealed unsafe class WhisperDecoder : IDisposable
{
    private const int MaxHypotheses = 6;

    // A hypothesis whose tokens are on average under 0.7 times as likely as the chosen one's is no rival of it.
    private const double FurthestBehind = 0.36;

    // Nobody says more (six characters a second are fast); a decoder that does is in a loop, and would be in it for a minute.
    private const int MostTokensPerSecond = 12;
    private const int FirstTokens = 16;

    // From 0 in two more tries to 0.8, not in five: each costs as much as the first.
    private const float TemperatureStep = 0.4f;

    private readonly WhisperModel model;
    private nint state;

    /// <exception cref="SpeechEngineException">There is not enough memory.</exception>
    public WhisperDecoder(WhisperModel model)
    {
        this.model = model;
        state = WhisperNative.CreateState(model.Handle);
        if (state == 0)
        {
            throw new SpeechEngineException($"There is not enough memory to recognise with {model.Name}.");
        }
    }

    /// <param name="samples">16 kHz, full scale ±1, 0.1 s to 30 s.</param>
    /// <exception cref="OperationCanceledException">The engine stopped on the way.</exception>
    /// <exception cref="SpeechEngineException">The engine failed.</exception>
    public WhisperText Decode(ReadOnlySpan<float> samples, WhisperSettings settings, CancellationToken cancel)
    {
        var trace = new BeamTrace(model.EndOfText);
        var handle = GCHandle.Alloc(trace);
        var stop = (byte*)NativeMemory.AllocZeroed(1);
        var language = Marshal.StringToCoTaskMemUTF8(settings.Language);
        var prompt = Marshal.StringToCoTaskMemUTF8(settings.Prompt);
        try
        {
            var parameters = Parameters(settings, TimeSpan.FromSeconds(samples.Length / 16000.0));
            parameters.Language = (byte*)language;
            parameters.InitialPrompt = settings.Prompt.Length > 0 ? (byte*)prompt : null;
            parameters.AbortCallback = &ShouldStop;
            parameters.AbortData = stop;
            parameters.LogitsCallback = &BeamTrace.Callback;
            parameters.LogitsData = (void*)GCHandle.ToIntPtr(handle);

            using var registration = cancel.Register(flag => *(byte*)(nint)flag! = 1, (nint)stop);
            int result;
            fixed (float* pointer = samples)
            {
                result = WhisperNative.Full(model.Handle, state, parameters, pointer, samples.Length);
            }

            cancel.ThrowIfCancellationRequested();
            return result == 0 ? Read(trace) : throw new SpeechEngineException($"whisper.cpp failed with {result}.");
        }
        finally
        {
            handle.Free();
            NativeMemory.Free(stop);
            Marshal.FreeCoTaskMem(language);
            Marshal.FreeCoTaskMem(prompt);
        }
    }

    public void Dispose()
    {
        if (state != 0)
        {
            WhisperNative.FreeState(state);
            state = 0;
        }
    }

    private static WhisperFullParams Parameters(WhisperSettings settings, TimeSpan length)
    {
        var defaults = WhisperNative.DefaultFullParams(settings.BeamSize > 1 ? WhisperNative.BeamSearch : WhisperNative.Greedy);
        var parameters = *defaults;
        WhisperNative.FreeFullParams(defaults);
        parameters.Threads = settings.Threads;
        parameters.NoContext = 1;
        parameters.NoTimestamps = 1;
        parameters.SingleSegment = 1;
        parameters.PrintProgress = 0;
        parameters.PrintRealtime = 0;
        parameters.PrintTimestamps = 0;
        parameters.SuppressNonSpeech = 1;
        parameters.AudioContext = settings.AudioContext(length);
        parameters.BeamSize = settings.BeamSize;
        parameters.MaxTokens = (int)(MostTokensPerSecond * length.TotalSeconds) + FirstTokens;
        parameters.TemperatureStep = TemperatureStep;
        // One try a temperature: the fall-back to higher ones is there against loops, not for quality.
        parameters.BestOf = 1;
        return parameters;
    }

    private WhisperText Read(BeamTrace trace)
    {
        var tokens = new List<BeamTrace.Token>();
        var (sum, noSpeech) = (0.0, 1.0);
        for (var segment = 0; segment < WhisperNative.SegmentCount(state); segment++)
        {
            noSpeech = Math.Min(noSpeech, WhisperNative.NoSpeechProbability(state, segment));
            for (var index = 0; index < WhisperNative.TokenCount(state, segment); index++)
            {
                var token = WhisperNative.TokenData(state, segment, index);
                if (token.Id < model.EndOfText)
                {
                    tokens.Add(new BeamTrace.Token(token.Id, token.LogProbability));
                    sum += token.LogProbability;
                }
            }
        }

        var hypotheses = new List<Hypothesis>();
        var best = tokens.Count > 0 ? sum / tokens.Count : 0;
        Add(hypotheses, tokens, best);
        foreach (var candidate in trace.Candidates().TakeWhile(candidate => candidate.MeanLogProbability > best - FurthestBehind))
        {
            Add(hypotheses, candidate.Tokens, candidate.MeanLogProbability);
        }

        return new WhisperText(hypotheses, noSpeech);
    }

    private void Add(List<Hypothesis> hypotheses, IReadOnlyList<BeamTrace.Token> tokens, double meanLogProbability)
    {
        var pieces = Pieces(tokens);
        var text = string.Concat(pieces.Select(piece => piece.Text)).Trim();
        // Half a character is no text: its other bytes were in a token that this beam never came to.
        if (text.Length > 0 && hypotheses.Count < MaxHypotheses && !text.Contains('\uFFFD', StringComparison.Ordinal)
            && !hypotheses.Exists(known => BeginsWith(known.Text, text)))
        {
            hypotheses.Add(new Hypothesis(text, Math.Exp(meanLogProbability)) { Pieces = pieces });
        }
    }

    // Five ways to set a comma, or the half of a sentence, would leave no room for another word.
    private static bool BeginsWith(string known, string text) =>
        known.Where(char.IsLetterOrDigit).Take(text.Count(char.IsLetterOrDigit)).SequenceEqual(text.Where(char.IsLetterOrDigit));

    /// <summary>Whole characters: the bytes of a rare one come in several tokens, and it is as sure as the least sure of them.</summary>
    private List<HeardPiece> Pieces(IReadOnlyList<BeamTrace.Token> tokens)
    {
        var pieces = new List<HeardPiece>();
        var bytes = new List<byte>();
        var least = 0f;
        for (var at = 0; at < tokens.Count; at++)
        {
            bytes.AddRange(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(WhisperNative.TokenText(model.Handle, tokens[at].Id)));
            least = Math.Min(least, tokens[at].LogProbability);
            var text = Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(bytes));
            if (at + 1 == tokens.Count || !text.EndsWith('\uFFFD'))
            {
                pieces.Add(new HeardPiece(text, Math.Exp(least)));
                bytes.Clear();
                least = 0;
            }
        }

        return pieces;
    }

    [UnmanagedCallersOnly]
    private static byte ShouldStop(void* flag) => *(byte*)flag;
}
