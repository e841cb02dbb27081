using VoiceGateway.Media;

namespace VoiceGateway.Speech.Voices;

/// <summary>Makes an engine's sound fit for the telephone: 8 kHz, µ-law, of even loudness, without the silence around it.</summary>
internal static class TelephoneSound
{
    // Speech of -19 dB below full scale, as networks expect it; peaks are held under -1 dB.
    private const double Target = 0.112 * short.MaxValue;
    private const double Peak = 0.89 * short.MaxValue;

    // A window 30 dB under the loudest one is a pause.
    private const double PauseRatio = 0.032;
    private const int Window = Sound.Telephone / 50;
    private const int LeadWindows = 2;
    private const int TailWindows = 6;

    /// <returns>µ-law, one byte a sample.</returns>
    public static byte[] From(Sound sound)
    {
        var samples = Resampler.Convert(sound, Sound.Telephone).Samples.Span;
        var windows = new double[samples.Length / Window];
        for (var index = 0; index < windows.Length; index++)
        {
            windows[index] = Loudness(samples.Slice(index * Window, Window));
        }

        var pause = windows.DefaultIfEmpty().Max() * PauseRatio;
        var first = Array.FindIndex(windows, loudness => loudness > pause);
        if (first < 0)
        {
            return [];
        }

        var last = Array.FindLastIndex(windows, loudness => loudness > pause);
        var from = Math.Max(0, first - LeadWindows) * Window;
        var to = Math.Min(samples.Length, (last + 1 + TailWindows) * Window);
        return Encode(samples[from..to], Gain(windows, pause));
    }

    private static double Gain(double[] windows, double pause)
    {
        var power = windows.Where(loudness => loudness > pause).Average(loudness => loudness * loudness);
        return Target / Math.Sqrt(power);
    }

    private static byte[] Encode(ReadOnlySpan<short> samples, double gain)
    {
        var muLaw = new byte[samples.Length];
        for (var index = 0; index < samples.Length; index++)
        {
            var sample = samples[index] * gain;
            // Above half of the peak the curve bends, so that a loud syllable is not cut square.
            var bent = Math.Abs(sample) <= Peak / 2 ? sample : Math.Sign(sample) * ((Peak / 2) + (Peak / 2 * Math.Tanh((Math.Abs(sample) - (Peak / 2)) / (Peak / 2))));
            muLaw[index] = MuLaw.Encode((short)bent);
        }

        return muLaw;
    }

    private static double Loudness(ReadOnlySpan<short> window)
    {
        var energy = 0.0;
        foreach (var sample in window)
        {
            energy += (double)sample * sample;
        }

        return Math.Sqrt(energy / window.Length);
    }
}
