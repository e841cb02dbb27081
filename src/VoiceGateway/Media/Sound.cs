namespace VoiceGateway.Media;

/// <summary>A piece of mono sound: linear PCM, 16 bits, at <paramref name="Rate"/> samples a second.</summary>
/// <param name="Samples">Full scale is ±32,767. Never written to after it was handed over.</param>
/// <param name="Rate">Samples a second; the telephone has <see cref="Telephone"/>.</param>
public readonly record struct Sound(ReadOnlyMemory<short> Samples, int Rate)
{
    /// <summary>Samples a second on every telephone line and in every frame of a call.</summary>
    public const int Telephone = 8000;

    public TimeSpan Length => TimeSpan.FromSeconds((double)Samples.Length / Rate);

    /// <summary>Root mean square of the whole, in the unit of the samples.</summary>
    public double Loudness => LoudnessOf(Samples.Span);

    /// <summary>Root mean square, in the unit of the samples.</summary>
    public static double LoudnessOf(ReadOnlySpan<short> samples)
    {
        var energy = 0L;
        foreach (var sample in samples)
        {
            energy += sample * sample;
        }

        return Math.Sqrt((double)energy / Math.Max(1, samples.Length));
    }

    /// <summary>The sound of a telephone line, from its µ-law bytes (one byte a sample).</summary>
    public static Sound FromMuLaw(ReadOnlySpan<byte> bytes)
    {
        var samples = new short[bytes.Length];
        MuLaw.Decode(bytes, samples);
        return new Sound(samples, Telephone);
    }
}
