using VoiceGateway.Media;

namespace VoiceGateway.Tests.Media;

public sealed class MuLawTests
{
    // G.711, table 2a, on 16 bits: decoder output values.
    [Theory]
    [InlineData(0x00, -32124)]
    [InlineData(0x0F, -16764)]
    [InlineData(0x10, -15996)]
    [InlineData(0x1F, -8316)]
    [InlineData(0x70, -120)]
    [InlineData(0x7E, -8)]
    [InlineData(0x7F, 0)]
    [InlineData(0x80, 32124)]
    [InlineData(0xF0, 120)]
    [InlineData(0xFF, 0)]
    public void A_byte_is_decoded_as_the_standard_says(int value, int sample) => Assert.Equal(sample, MuLaw.Decode((byte)value));

    [Theory]
    [InlineData(0, 0xFF)]
    [InlineData(1000, 0xCE)]
    [InlineData(-1000, 0x4E)]
    [InlineData(32767, 0x80)]
    [InlineData(-32768, 0x00)]
    public void A_sample_is_encoded_as_the_standard_says(int sample, int value) => Assert.Equal(value, MuLaw.Encode((short)sample));

    [Fact]
    public void What_was_decoded_is_encoded_to_the_same_byte()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        var samples = new short[256];
        var again = new byte[256];

        MuLaw.Decode(all, samples);
        MuLaw.Encode(samples, again);

        // 0x7F is a second zero, which comes back as the first.
        all[0x7F] = MuLaw.Silence;
        Assert.Equal(all, again);
    }

    [Fact]
    public void The_error_of_a_sample_stays_under_a_twentieth_of_it()
    {
        for (var sample = 200; sample < 32000; sample += 7)
        {
            Assert.InRange(MuLaw.Decode(MuLaw.Encode((short)sample)), sample * 0.95, sample * 1.05);
        }
    }
}
