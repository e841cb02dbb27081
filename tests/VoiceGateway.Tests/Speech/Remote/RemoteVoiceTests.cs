using Microsoft.AspNetCore.Http;
using VoiceGateway.Media;
using VoiceGateway.Speech;

namespace VoiceGateway.Tests.Speech.Remote;

/// <summary>Voices on other machines, over real HTTP.</summary>
public sealed class RemoteVoiceTests
{
    private const string Text = "王奶奶，“<对>”吗 & 好？";

    [Fact]
    public async Task Azure_speaks_what_is_written_at_the_elders_pace_and_what_it_said_once_is_kept()
    {
        await using var house = await RemoteHouse.OpenAsync();
        var said = await house.SayAsync(Text, rate: 0.75);
        Assert.Equal(SynthesisOutcome.Said, said.Outcome);
        Assert.InRange(said.MuLaw.Length, 7800, 8200);

        var prosody = Assert.Single(house.Azure.Markup!.Descendants(), element => element.Name.LocalName == "prosody");
        Assert.Equal(Text, prosody.Value);
        Assert.Equal("0.75", prosody.Attribute("rate")!.Value);
        Assert.Equal("zh-CN-XiaoxiaoNeural", prosody.Parent!.Attribute("name")!.Value);

        Assert.True(house.Mouth.TryGet(new Sentence(Text, Rate: 0.75), out _));
        await house.SayAsync(Text, rate: 0.75);
        Assert.Single(house.Azure.Asked);
    }

    [Fact]
    public async Task Cantonese_has_a_voice_of_its_own()
    {
        await using var house = await RemoteHouse.OpenAsync();
        await house.SayAsync("早晨。", "yue-CN");
        Assert.Equal("yue-CN", house.Azure.Markup!.Attribute(System.Xml.Linq.XNamespace.Xml + "lang")!.Value);
        Assert.Equal("yue-CN-XiaoMinNeural", house.Azure.Markup.Elements().Single().Attribute("name")!.Value);
    }

    [Theory]
    [InlineData(StatusCodes.Status500InternalServerError)]
    [InlineData(StatusCodes.Status429TooManyRequests)]
    public async Task A_voice_that_refuses_is_passed_over(int status)
    {
        await using var house = await RemoteHouse.OpenAsync();
        house.Azure.Misbehaves = SpeechServer.With(status);
        var said = await house.SayAsync("好的。", rate: 0.8);
        Assert.Equal(SynthesisOutcome.Said, said.Outcome);
        Assert.InRange(said.MuLaw.Length, 7800, 8200);
        Assert.Equal(("cosyvoice", "laolao", "好的。", 0.8), (
            house.OpenAi.Wish!["model"]!.GetValue<string>(),
            house.OpenAi.Wish["voice"]!.GetValue<string>(),
            house.OpenAi.Wish["input"]!.GetValue<string>(),
            house.OpenAi.Wish["speed"]!.GetValue<double>()));
        Assert.True(house.Mouth.TryGet(new Sentence("好的。", Rate: 0.8), out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4001)]
    [InlineData(16000)]
    public async Task A_voice_that_sends_no_sound_is_passed_over(int zeros)
    {
        await using var house = await RemoteHouse.OpenAsync();
        house.Azure.Says = new byte[zeros];
        Assert.Equal(SynthesisOutcome.Said, (await house.SayAsync("好的。")).Outcome);
        Assert.Single(house.OpenAi.Asked);
    }

    [Fact]
    public async Task With_no_voice_left_that_is_said()
    {
        await using var house = await RemoteHouse.OpenAsync();
        house.Azure.Misbehaves = SpeechServer.With(StatusCodes.Status500InternalServerError);
        house.OpenAi.Says = "RIFF and nothing more"u8.ToArray();
        Assert.Equal(SynthesisOutcome.Failed, (await house.SayAsync("好的。")).Outcome);
    }

    [Fact]
    public async Task Fixed_sentences_are_made_ahead_by_every_voice_and_again_when_that_failed()
    {
        await using var house = await RemoteHouse.OpenAsync();
        house.Azure.Misbehaves = SpeechServer.With(StatusCodes.Status500InternalServerError);
        house.Mouth.Prepare([new Sentence("请稍等。"), new Sentence("再见。")]);
        await UntilAsync(() => house.OpenAi.Asked.Count == 2 && house.Azure.Asked.Count == 1);
        house.Azure.Misbehaves = null;
        await UntilAsync(() =>
        {
            house.Clock.Advance(TimeSpan.FromSeconds(5));
            return house.Azure.Asked.Count == 3;
        });
    }

    private static async Task UntilAsync(Func<bool> happened)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        while (!happened())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }
    }
}
