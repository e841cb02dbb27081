using System.Numerics;
using System.Runtime.InteropServices;

namespace VoiceGateway.Media;

/// <summary>
/// Changes the sample rate of mono PCM by a rational factor with a windowed-sinc low-pass (polyphase), so that nothing
/// above half the lower rate folds back into the telephone band. Keeps the history of one stream: one instance a stream.
/// </summary>
public sealed class Resampler
{
    // 16 zero crossings a side of a Kaiser window of beta 9: flat to 0.87 of the band's edge, over 80 dB down beyond it.
    private const int Crossings = 16;
    private const double Beta = 9.0;

    private readonly int up;
    private readonly int down;
    private readonly int taps;
    private readonly float[] phases;
    private readonly float[] history;
    private int position;

    /// <param name="from">Samples a second that come in.</param>
    /// <param name="to">Samples a second that go out.</param>
    public Resampler(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(from);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(to);
        var divisor = GreatestCommonDivisor(from, to);
        up = to / divisor;
        down = from / divisor;
        var cutoff = Math.Min(1.0, (double)up / down);
        // A whole number of vectors of any width.
        taps = (2 * (int)Math.Ceiling(Crossings / cutoff) + 15) / 16 * 16;
        phases = Phases(cutoff);
        history = new float[taps];
    }

    /// <summary>How many samples at most come out of <paramref name="count"/> samples.</summary>
    public int OutputLength(int count) => (int)(((long)count * up / down) + 1);

    /// <summary>Feeds a stretch of the stream; allocates nothing.</summary>
    /// <param name="output">At least <see cref="OutputLength"/> samples.</param>
    /// <returns>How many samples were written. The stream comes out later by half the filter's length.</returns>
    public int Process(ReadOnlySpan<short> input, Span<short> output)
    {
        var written = 0;
        foreach (var sample in input)
        {
            history.AsSpan(1).CopyTo(history);
            history[^1] = sample;
            for (; position < up; position += down)
            {
                output[written++] = Round(Convolve(position));
            }

            position -= up;
        }

        return written;
    }

    /// <summary>Changes the rate of a whole sound, the filter's delay taken out again.</summary>
    public static Sound Convert(Sound sound, int to)
    {
        if (sound.Rate == to)
        {
            return sound;
        }

        var resampler = new Resampler(sound.Rate, to);
        var padded = new short[sound.Samples.Length + (resampler.taps / 2)];
        sound.Samples.Span.CopyTo(padded);
        var all = new short[resampler.OutputLength(padded.Length)];
        var written = resampler.Process(padded, all);
        var delay = (int)((long)(resampler.taps / 2) * to / sound.Rate);
        var length = (int)Math.Min((long)sound.Samples.Length * to / sound.Rate, written - delay);
        return new Sound(all.AsMemory(delay, Math.Max(0, length)), to);
    }

    private float Convolve(int phase)
    {
        var filter = MemoryMarshal.Cast<float, Vector<float>>(phases.AsSpan(phase * taps, taps));
        var window = MemoryMarshal.Cast<float, Vector<float>>(history.AsSpan());
        var sum = Vector<float>.Zero;
        for (var index = 0; index < filter.Length; index++)
        {
            sum += filter[index] * window[index];
        }

        return Vector.Sum(sum);
    }

    private float[] Phases(double cutoff)
    {
        var filters = new float[up * taps];
        var half = taps / 2.0;
        for (var phase = 0; phase < up; phase++)
        {
            var filter = filters.AsSpan(phase * taps, taps);
            var sum = 0.0;
            for (var tap = 0; tap < taps; tap++)
            {
                var distance = tap - half + 1 - ((double)phase / up);
                var value = Sinc(cutoff * distance) * Kaiser(distance / half);
                filter[tap] = (float)value;
                sum += value;
            }

            for (var tap = 0; tap < taps; tap++)
            {
                filter[tap] = (float)(filter[tap] / sum);
            }
        }

        return filters;
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-9 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double Kaiser(double x) => Math.Abs(x) > 1 ? 0 : Bessel(Beta * Math.Sqrt(1 - (x * x))) / Bessel(Beta);

    private static double Bessel(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > 1e-12 * sum; k++)
        {
            term *= x / 2 / k * (x / 2 / k);
            sum += term;
        }

        return sum;
    }

    private static short Round(float value) => (short)Math.Clamp(MathF.Round(value), short.MinValue, short.MaxValue);

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
