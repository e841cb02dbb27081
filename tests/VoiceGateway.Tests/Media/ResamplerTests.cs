using VoiceGateway.Media;

namespace VoiceGateway.Tests.Media;

public sealed class ResamplerTests
{
    private const short Amplitude = 10000;

    [Theory]
    [InlineData(8000, 16000)]
    [InlineData(16000, 8000)]
    [InlineData(24000, 8000)]
    [InlineData(44100, 8000)]
    [InlineData(48000, 8000)]
    public void A_tone_in_the_telephone_band_keeps_its_loudness_and_its_length(int from, int to)
    {
        foreach (var hertz in (int[])[300, 1000, 3000])
        {
            var converted = Resampler.Convert(Tone(hertz, from), to);

            Assert.Equal(to, converted.Samples.Length, tolerance: 1);
            Assert.InRange(Middle(converted).Loudness, 0.97 * Amplitude / Math.Sqrt(2), 1.03 * Amplitude / Math.Sqrt(2));
        }
    }

    [Theory]
    [InlineData(16000, 5500)]
    [InlineData(24000, 6000)]
    [InlineData(24000, 11000)]
    [InlineData(44100, 9000)]
    public void A_tone_above_the_band_does_not_fold_back_into_it(int from, int hertz)
    {
        var converted = Middle(Resampler.Convert(Tone(hertz, from), Sound.Telephone));

        Assert.True(converted.Loudness < Amplitude / 1000.0, $"{converted.Loudness} is left of {Amplitude}");
    }

    [Fact]
    public void A_wave_comes_out_in_its_place()
    {
        var narrow = Tone(700, 8000);
        var back = Resampler.Convert(Resampler.Convert(narrow, 16000), 8000);

        for (var index = 400; index < 7600; index++)
        {
            Assert.Equal(narrow.Samples.Span[index], back.Samples.Span[index], tolerance: 100);
        }
    }

    [Fact]
    public void A_stream_in_frames_gives_what_it_gives_in_one_piece()
    {
        var tone = Tone(440, 8000).Samples;
        var (whole, framed) = (new Resampler(8000, 16000), new Resampler(8000, 16000));
        var expected = new short[whole.OutputLength(tone.Length)];
        var got = new List<short>();

        var length = whole.Process(tone.Span, expected);
        var frame = new short[framed.OutputLength(160)];
        for (var from = 0; from < tone.Length; from += 160)
        {
            var written = framed.Process(tone.Span.Slice(from, 160), frame);
            got.AddRange(frame[..written]);
        }

        Assert.Equal(expected[..length], got);
    }

    private static Sound Tone(int hertz, int rate) =>
        new(Enumerable.Range(0, rate).Select(index => (short)(Amplitude * Math.Sin(2 * Math.PI * hertz * index / rate))).ToArray(), rate);

    private static Sound Middle(Sound sound) => sound with { Samples = sound.Samples[(sound.Samples.Length / 4)..(sound.Samples.Length * 3 / 4)] };
}
