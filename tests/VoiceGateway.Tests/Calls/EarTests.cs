using VoiceGateway.Calls;
using VoiceGateway.Media;
using VoiceGateway.Speech.Activity;

namespace VoiceGateway.Tests.Calls;

public sealed class EarTests
{
    private const int FramesAnHour = 50 * 3600;

    [Fact]
    public void Who_talks_for_an_hour_without_a_pause_is_heard_in_pieces_and_none_is_kept()
    {
        var options = new CallOptions();
        var (utterances, longest, pieces) = (TimeSpan.Zero, TimeSpan.Zero, 0);
        using var ear = new Ear(new VoiceActivity(new LoudnessJudge()), options)
        {
            BargesIn = _ => false,
            OnPause = _ => { },
            OnMayBeOver = (_, _) => { },
            OnBeginning = speech => longest = speech.Length > longest ? speech.Length : longest,
            OnUtterance = (speech, _, _) =>
            {
                longest = speech.Length > longest ? speech.Length : longest;
                utterances += speech.Length;
                pieces++;
            },
        };
        byte[] quiet = [.. Enumerable.Repeat(MuLaw.Silence, Sound.Telephone / 50)];
        byte[][] talk = [.. Enumerable.Range(0, 50).Select(Voice)];
        for (var frame = 0; frame < 50; frame++)
        {
            ear.Hear(quiet);
        }

        for (var frame = 0; frame < FramesAnHour; frame++)
        {
            ear.Hear(talk[frame % talk.Length]);
        }

        Assert.True(longest <= options.LongestUtterance + TimeSpan.FromMilliseconds(20), $"a piece of {longest}");
        Assert.True(utterances > TimeSpan.FromMinutes(50), $"only {utterances} were heard, in {pieces} pieces");
    }

    /// <summary>Loud and soft by turns, as syllables are.</summary>
    private static byte[] Voice(int frame) =>
        [.. Enumerable.Range(0, Sound.Telephone / 50).Select(at => MuLaw.Encode((short)((frame % 10 < 7 ? 9000 : 200) * Math.Sin(at * 0.4))))];
}
