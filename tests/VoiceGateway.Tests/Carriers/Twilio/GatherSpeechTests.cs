using System.Xml.Linq;
using DialogBot;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;
using VoiceGateway.Carriers;
using VoiceGateway.Carriers.Twilio;
using VoiceGateway.Carriers.Twilio.Gather;

namespace VoiceGateway.Tests.Carriers.Twilio;

public sealed class GatherSpeechTests
{
    private static readonly string Prompts = Path.Combine(AppContext.BaseDirectory, "prompts");

    private readonly GatherSpeech speech = new(
        Options.Create(new TwilioOptions { PublicUrl = "https://hotline.example.org" }), Options.Create(new CallOptions()), CarrierLines.Load(Prompts), new Phrasebook(Prompts));

    [Theory]
    [InlineData("zh-CN", "cmn-Hans-CN", "zh-CN", "Polly.Zhiyu-Neural")]
    [InlineData("yue", "yue-Hant-HK", "yue-HK", "Polly.Hiujin-Neural")]
    public void Each_language_has_its_ears_and_its_voice(string language, string ears, string mouth, string voice)
    {
        var gather = Xml(new Reply(["您好。", "您请说。"], NextStep.Listen, language, 0.8, "open")).Element("Gather")!;

        Assert.Equal(ears, gather.Attribute("language")!.Value);
        Assert.Equal(mouth, gather.Element("Say")!.Attribute("language")!.Value);
        Assert.Equal(voice, gather.Element("Say")!.Attribute("voice")!.Value);
        Assert.Equal("80%", gather.Element("Say")!.Element("prosody")!.Attribute("rate")!.Value);
        Assert.Equal("您好。您请说。", gather.Value);
    }

    [Fact]
    public void What_was_said_is_only_hung_up_on_after_a_goodbye()
    {
        var document = Xml(new Reply(["再见。"], NextStep.HangUp, "zh-CN", 1, "over"));

        Assert.Equal(["Say", "Hangup"], document.Elements().Select(verb => verb.Name.LocalName));
    }

    [Theory]
    [InlineData(NextStep.Listen, "6")]
    [InlineData(NextStep.AwaitOperator, "10")]
    [InlineData(NextStep.AwaitRescue, "10")]
    public void Silence_comes_back_as_a_turn_that_says_what_was_waited_for(NextStep next, string seconds)
    {
        var gather = Xml(new Reply(["您请说。"], next, "zh-CN", 1, "open")).Element("Gather")!;

        Assert.Equal("true", gather.Attribute("actionOnEmptyResult")!.Value);
        Assert.Equal(seconds, gather.Attribute("timeout")!.Value);
        Assert.Equal($"https://hotline.example.org/twilio/gather/turn?turn=3&waiting={next}", gather.Attribute("action")!.Value);
    }

    [Fact]
    public void Words_that_look_like_markup_are_said_and_not_done() =>
        Assert.Equal("<Hangup/>&", Xml(new Reply(["<Hangup/>&"], NextStep.Listen, "zh-CN", 1, "open")).Value);

    private XElement Xml(Reply reply) => XElement.Parse(speech.Say(reply, turn: 3).ToString());
}
