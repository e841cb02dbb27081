using VoiceGateway.Media;

namespace VoiceGateway.Speech.Whisper;

/// <summary>Sound as Whisper takes it.</summary>
internal static class WhisperSound
{
    private const int Rate = 16000;

    // Whisper hears half a minute at once; of more, the end is what the caller waits to be answered to.
    private const int LongestSeconds = 30;

    /// <returns>16 kHz, full scale ±1, at most 30 s.</returns>
    public static float[] From(Sound speech)
    {
        var wide = Resampler.Convert(speech, Rate).Samples.Span;
        wide = wide[Math.Max(0, wide.Length - (LongestSeconds * Rate))..];
        var samples = new float[wide.Length];
        for (var index = 0; index < samples.Length; index++)
        {
            samples[index] = wide[index] / 32768f;
        }

        return samples;
    }
}
