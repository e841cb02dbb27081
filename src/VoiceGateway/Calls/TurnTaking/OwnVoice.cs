using VoiceGateway.Media;

namespace VoiceGateway.Calls.TurnTaking;

/// <summary>
/// How loud our own voice is at each moment that the caller hears it, so that its echo is known again: it rises and falls as the
/// voice did, a little later and quieter. Written by the mouth, read by the ear.
/// </summary>
internal sealed class OwnVoice(TimeProvider time)
{
    /// <summary>Slices of <see cref="Slice"/> that are compared: a second.</summary>
    public const int Compared = 50;

    /// <summary>20 ms.</summary>
    public const int Slice = Sound.Telephone / 50;

    // An echo comes back within 1.2 s, the carrier's buffers included.
    private const int LatestEcho = 60;
    private const int Kept = 512;
    private const double Alike = 0.7;

    // Added before the logarithm: what is quieter than a television in the room makes no difference.
    private const float Quiet = 300;

    private static readonly long SliceTicks = TimeSpan.TicksPerSecond / 50;

    private readonly Lock gate = new();
    private readonly float[] loudness = new float[Kept];
    private readonly float[] logarithms = new float[Kept];
    private readonly long[] slots = new long[Kept];

    /// <summary>The voice will be heard from a moment on.</summary>
    public void Says(ReadOnlySpan<byte> muLaw, DateTimeOffset from)
    {
        Span<short> samples = stackalloc short[Slice];
        lock (gate)
        {
            for (var slot = from.UtcTicks / SliceTicks; muLaw.Length >= Slice; slot++, muLaw = muLaw[Slice..])
            {
                MuLaw.Decode(muLaw[..Slice], samples);
                var (at, loud) = (slot % Kept, (float)Sound.LoudnessOf(samples));
                (slots[at], loudness[at], logarithms[at]) = (slot, loud, Logarithm(loud));
            }
        }
    }

    /// <summary>What has not been heard by now will not be.</summary>
    public void Stop()
    {
        var now = time.GetUtcNow().UtcTicks / SliceTicks;
        lock (gate)
        {
            for (var at = 0; at < Kept; at++)
            {
                if (slots[at] > now)
                {
                    slots[at] = 0;
                }
            }
        }
    }

    /// <summary>Whether what has just come in is our own voice come back.</summary>
    /// <param name="heard">Loudness of the last <see cref="Compared"/> slices, the latest last.</param>
    public bool IsEchoed(ReadOnlySpan<float> heard)
    {
        Span<float> come = stackalloc float[Compared];
        Span<float> said = stackalloc float[Compared];
        for (var at = 0; at < Compared; at++)
        {
            come[at] = Logarithm(heard[at]);
        }

        var now = time.GetUtcNow().UtcTicks / SliceTicks;
        lock (gate)
        {
            for (var late = 0; late <= LatestEcho; late++)
            {
                if (Said(now - late - Compared + 1, said) >= Mean(heard) && Correlation(come, said) > Alike)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <returns>How loud it was on average; the logarithms are in <paramref name="said"/>.</returns>
    private float Said(long from, Span<float> said)
    {
        var sum = 0f;
        for (var at = 0; at < Compared; at++)
        {
            var slot = (from + at) % Kept;
            var spoke = slots[slot] == from + at;
            sum += spoke ? loudness[slot] : 0;
            said[at] = spoke ? logarithms[slot] : Logarithm(0);
        }

        return sum / Compared;
    }

    private static float Logarithm(float value) => MathF.Log(value + Quiet);

    private static float Mean(ReadOnlySpan<float> values)
    {
        var sum = 0f;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    private static double Correlation(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var (meanOne, meanOther) = (Mean(one), Mean(other));
        var (product, squareOne, squareOther) = (0f, 0f, 0f);
        for (var at = 0; at < one.Length; at++)
        {
            var (a, b) = (one[at] - meanOne, other[at] - meanOther);
            product += a * b;
            squareOne += a * a;
            squareOther += b * b;
        }

        // What does not rise and fall is like nothing.
        return squareOne * squareOther < 1e-3 ? 0 : product / Math.Sqrt(squareOne * squareOther);
    }
}
