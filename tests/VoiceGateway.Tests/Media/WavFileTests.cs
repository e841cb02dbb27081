using System.Text;
using VoiceGateway.Media;

namespace VoiceGateway.Tests.Media;

public sealed class WavFileTests
{
    private const int Pcm = 1;
    private const int MuLawCoding = 7;

    [Fact]
    public void What_was_written_is_read_again()
    {
        var sound = new Sound(new short[] { 0, 1, -1, short.MaxValue, short.MinValue }, 8000);

        var read = WavFile.Parse(WavFile.Write(sound));

        Assert.Equal(8000, read.Rate);
        Assert.Equal(sound.Samples.ToArray(), read.Samples.ToArray());
    }

    [Fact]
    public void Two_channels_become_one()
    {
        var read = WavFile.Parse(File(Pcm, 2, 44100, 16, [100, 0, 200, 0, 0, 1, 0, 1]));

        Assert.Equal(44100, read.Rate);
        Assert.Equal([150, 256], read.Samples.ToArray());
    }

    [Fact]
    public void Telephone_coding_is_read()
    {
        var read = WavFile.Parse(File(MuLawCoding, 1, 8000, 8, [0x80, 0xFF, 0x00, 0xCE]));

        Assert.Equal([32124, 0, -32124, 988], read.Samples.ToArray());
    }

    [Fact]
    public void Chunks_of_other_things_are_passed_over()
    {
        byte[] list = [.. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0];

        Assert.Equal([1], WavFile.Parse(File(Pcm, 1, 16000, 16, [1, 0], list)).Samples.ToArray());
    }

    [Fact]
    public void A_recording_that_was_cut_off_is_read_as_far_as_it_goes()
    {
        var file = File(Pcm, 1, 16000, 16, [1, 0, 2, 0]);

        Assert.Equal([1], WavFile.Parse(file.AsSpan(0, file.Length - 2)).Samples.ToArray());
    }

    [Fact]
    public void Another_coding_is_refused_by_its_name()
    {
        var refused = Assert.Throws<InvalidDataException>(() => WavFile.Parse(File(Pcm, 1, 8000, 24, [1, 2, 3])));

        Assert.Contains("24 bits", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_wav_file_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => WavFile.Parse("ID3 something else entirely"u8));
        Assert.Throws<InvalidDataException>(() => WavFile.Parse(File(Pcm, 1, 8000, 16, []).AsSpan(0, 40)));
    }

    private static byte[] File(int coding, int channels, int rate, int bits, byte[] data, byte[]? before = null)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file, Encoding.ASCII);
        writer.Write("RIFF"u8);
        writer.Write(36 + data.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)coding);
        writer.Write((short)channels);
        writer.Write(rate);
        writer.Write(rate * channels * bits / 8);
        writer.Write((short)(channels * bits / 8));
        writer.Write((short)bits);
        writer.Write(before ?? []);
        writer.Write("data"u8);
        writer.Write(data.Length);
        writer.Write(data);
        return file.ToArray();
    }
}
