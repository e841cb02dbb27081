namespace VoiceGateway.Speech.Conversion;

/// <summary>
/// The triangular filters by which Whisper hears: Slaney's mel scale and normalisation, 16 kHz, windows of 400 samples
/// (M. Slaney, Auditory Toolbox; as in librosa's <c>filters.mel</c>).
/// </summary>
internal static class MelFilters
{
    /// <summary>Frequency bins of a window of 400 samples.</summary>
    public const int Bins = 201;

    private const double Nyquist = 8000;
    private const double LinearUpTo = 1000;
    private const double HertzPerMel = 200.0 / 3;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    /// <returns><paramref name="count"/> rows of <see cref="Bins"/>.</returns>
    public static float[] Create(int count)
    {
        var top = ToMel(Nyquist);
        double[] edges = [.. Enumerable.Range(0, count + 2).Select(edge => ToHertz(top * edge / (count + 1)))];
        var filters = new float[count * Bins];
        for (var filter = 0; filter < count; filter++)
        {
            var (low, middle, high) = (edges[filter], edges[filter + 1], edges[filter + 2]);
            for (var bin = 0; bin < Bins; bin++)
            {
                var hertz = Nyquist * bin / (Bins - 1);
                var height = Math.Min((hertz - low) / (middle - low), (high - hertz) / (high - middle));
                filters[(filter * Bins) + bin] = (float)(Math.Max(0, height) * 2 / (high - low));
            }
        }

        return filters;
    }

    private static double ToMel(double hertz) =>
        hertz < LinearUpTo ? hertz / HertzPerMel : (LinearUpTo / HertzPerMel) + (Math.Log(hertz / LinearUpTo) / LogStep);

    private static double ToHertz(double mel) =>
        mel < LinearUpTo / HertzPerMel ? mel * HertzPerMel : LinearUpTo * Math.Exp((mel - (LinearUpTo / HertzPerMel)) * LogStep);
}
