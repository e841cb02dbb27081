using System.Numerics;
using System.Runtime.InteropServices;

namespace VoiceGateway.Speech.Whisper;

/// <summary>
/// Watches a beam search and keeps every text that it could have ended with: whenever the decoder has scored what may follow a
/// sequence of tokens, the probability that nothing follows makes of the sequence a whole hypothesis with a known score.
/// That is the search's own n-best list, at the cost of one pass over the scores a step.
/// </summary>
internal sealed unsafe class BeamTrace(int endOfText)
{
    // Under this probability of ending here a sequence is a beginning, not a text.
    private const float MinEndLogProbability = -3f;

    private readonly Lock gate = new();
    private readonly List<Candidate> candidates = [];

    /// <summary>Called by the decoder's threads, several at once, through <see cref="Callback"/>.</summary>
    public void Add(ReadOnlySpan<WhisperTokenData> tokens, ReadOnlySpan<float> scores)
    {
        if (tokens.IsEmpty)
        {
            // A new attempt at a higher temperature begins: what the one before found was not trusted.
            lock (gate)
            {
                candidates.Clear();
            }

            return;
        }

        var end = scores[endOfText] - LogSumExp(scores[..(endOfText + 1)]);
        if (end < MinEndLogProbability)
        {
            return;
        }

        var sum = end;
        var kept = new Token[tokens.Length];
        for (var index = 0; index < kept.Length; index++)
        {
            kept[index] = new Token(tokens[index].Id, tokens[index].LogProbability);
            sum += tokens[index].LogProbability;
        }

        lock (gate)
        {
            candidates.Add(new Candidate(kept, sum / (kept.Length + 1)));
        }
    }

    /// <summary>Best first.</summary>
    public IReadOnlyList<Candidate> Candidates() => [.. candidates.OrderByDescending(candidate => candidate.MeanLogProbability)];

    [UnmanagedCallersOnly]
    public static void Callback(nint context, nint state, WhisperTokenData* tokens, int count, float* scores, void* data)
    {
        var trace = (BeamTrace)GCHandle.FromIntPtr((nint)data).Target!;
        trace.Add(new ReadOnlySpan<WhisperTokenData>(tokens, count), new ReadOnlySpan<float>(scores, trace.Scores));
    }

    private int Scores => endOfText + 1;

    private static float LogSumExp(ReadOnlySpan<float> scores)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(scores);
        var rest = scores[(vectors.Length * Vector<float>.Count)..];
        var largest = float.NegativeInfinity;
        var peak = new Vector<float>(largest);
        foreach (var vector in vectors)
        {
            peak = Vector.Max(peak, vector);
        }

        for (var lane = 0; lane < Vector<float>.Count; lane++)
        {
            largest = MathF.Max(largest, peak[lane]);
        }

        foreach (var score in rest)
        {
            largest = MathF.Max(largest, score);
        }

        var offset = new Vector<float>(largest);
        var sums = Vector<float>.Zero;
        foreach (var vector in vectors)
        {
            sums += Vector.Exp(vector - offset);
        }

        var sum = Vector.Sum(sums);
        foreach (var score in rest)
        {
            sum += MathF.Exp(score - largest);
        }

        return largest + MathF.Log(sum);
    }

    internal readonly record struct Token(int Id, float LogProbability);

    internal sealed record Candidate(IReadOnlyList<Token> Tokens, float MeanLogProbability);
}
