using DialogBot;
using VoiceGateway.Calls;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>One of Twilio's voices.</summary>
/// <param name="Language">zh-CN or yue-HK.</param>
/// <param name="Name">As Twilio calls it.</param>
/// <param name="Rate">1 is the voice's own pace.</param>
internal readonly record struct TwimlVoice(string Language, string Name, double Rate)
{
    /// <param name="language">zh-CN or yue, as the bot names them.</param>
    public static TwimlVoice Of(TwilioOptions options, string language, double rate) =>
        language == Phrasebook.Cantonese ? new TwimlVoice("yue-HK", options.CantoneseVoice, rate) : new TwimlVoice("zh-CN", options.Voice, rate);

    public static TwimlVoice Usual(TwilioOptions options) => Of(options, Phrasebook.Mandarin, Bot.UsualRate);
}
