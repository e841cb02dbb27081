using System.CommandLine;
using VoiceGateway.Commands;
using VoiceGateway.Media;

namespace VoiceGateway.Tests.Commands;

public sealed class CallTurnsTests : IDisposable
{
    private readonly string wav = Path.Combine(Path.GetTempPath(), $"voicecare-{Guid.NewGuid():N}.wav");

    public CallTurnsTests() => File.WriteAllBytes(wav, WavFile.Write(new Sound(new short[16000], 16000)));

    public void Dispose() => File.Delete(wav);

    [Fact]
    public async Task Turns_are_taken_in_the_order_of_the_command_line()
    {
        var turns = await ReadAsync("call", "--from", "07735550101", "--say", "你好", "--wav", wav, "--dtmf", "1#", "--say=再见", "--wav", wav);

        Assert.Collection(
            turns,
            turn => Assert.Equal(new CallTurn.Say("你好"), turn),
            turn => Assert.IsType<CallTurn.Wav>(turn),
            turn => Assert.Equal(new CallTurn.Press('1'), turn),
            turn => Assert.Equal(new CallTurn.Press('#'), turn),
            turn => Assert.Equal(new CallTurn.Say("再见"), turn),
            turn => Assert.IsType<CallTurn.Wav>(turn));
    }

    [Fact]
    public async Task Settings_of_the_server_are_no_turns() =>
        Assert.Equal([new CallTurn.Say("你好")], await ReadAsync("call", "--from", "1", "--say", "你好", "--Speech:Local=false", "--Data:Path", "/srv"));

    [Fact]
    public async Task A_recording_of_any_rate_becomes_telephone_sound()
    {
        var turn = Assert.IsType<CallTurn.Wav>(Assert.Single(await ReadAsync("call", "--from", "1", "--wav", wav)));

        Assert.Equal(Sound.Telephone, turn.Speech.Rate);
        Assert.Equal(TimeSpan.FromSeconds(1), turn.Speech.Length);
    }

    [Fact]
    public async Task A_key_that_no_telephone_has_is_refused_by_name()
    {
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync("call", "--from", "1", "--dtmf", "1a"));

        Assert.StartsWith("'a' is not a key", refused.Message, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<CallTurn>> ReadAsync(params string[] line) =>
        CallTurns.ReadAsync(new RootCommand { CallCommand.Create() }.Parse(line), CancellationToken.None);
}
