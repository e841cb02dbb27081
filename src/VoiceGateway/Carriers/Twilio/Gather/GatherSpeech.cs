using DialogBot;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;

namespace VoiceGateway.Carriers.Twilio.Gather;

/// <summary>Turns a reply of the bot into what Twilio says and listens for.</summary>
internal sealed class GatherSpeech(IOptions<TwilioOptions> options, IOptions<CallOptions> calls, CarrierLines lines, Phrasebook phrasebook)
{
    /// <summary>Seconds that a key is waited for.</summary>
    private const string KeyPatience = "5";

    private readonly TwilioOptions twilio = options.Value;
    private readonly string hints = string.Join(',', lines.Hints);

    /// <param name="turn">Number of the turn that the caller may take next.</param>
    public Twiml Say(Reply reply, int turn)
    {
        var voice = TwimlVoice.Of(twilio, reply.Language, reply.Rate);
        return reply.Next == NextStep.HangUp
            ? new Twiml().Say(reply.Text, voice).HangUp()
            : new Twiml().Gather(Listening(reply, turn), reply.Text, voice);
    }

    /// <summary>The answer is not there yet: says so, and asks again.</summary>
    public Twiml SayWait(string text, string language, int turn, int times) =>
        new Twiml().Say(text, TwimlVoice.Of(twilio, language, Bot.UsualRate)).Redirect(twilio.Public(GatherWebhooks.WaitOf(turn, times)));

    public Twiml SayGoodbye(string text) => new Twiml().Say(text, TwimlVoice.Usual(twilio)).HangUp();

    /// <summary>Puts a phone into a conversation's conference.</summary>
    /// <param name="next">Path of the webhook that says how to go on afterwards.</param>
    public Twiml Meet(string text, string conversation, string next) =>
        new Twiml().Say(text, TwimlVoice.Usual(twilio)).Conference(conversation, twilio.Public(next));

    /// <summary>Asks for one key. Only digits are listened for: nothing that a voicemail says is an answer.</summary>
    public Twiml AskForKey(string text, string action, int times = 1)
    {
        var twiml = new Twiml();
        for (var time = 0; time < times; time++)
        {
            twiml.Gather(ForKey(action), text, TwimlVoice.Usual(twilio));
        }

        return twiml.Say(phrasebook.In(Phrasebook.Mandarin).Goodbye, TwimlVoice.Usual(twilio)).HangUp();
    }

    private static KeyValuePair<string, string>[] ForKey(string action) =>
        [
            new("input", "dtmf"),
            new("numDigits", "1"),
            new("finishOnKey", string.Empty),
            new("timeout", KeyPatience),
            new("action", action),
            new("method", "POST"),
        ];

    private IEnumerable<KeyValuePair<string, string>> Listening(Reply reply, int turn)
    {
        var waits = reply.Next is NextStep.AwaitOperator or NextStep.AwaitRescue;
        var patience = waits ? calls.Value.Reassurance : calls.Value.Silence;
        return
        [
            new("input", "dtmf speech"),
            new("language", reply.Language == Phrasebook.Cantonese ? "yue-Hant-HK" : "cmn-Hans-CN"),
            new("hints", hints),
            new("numDigits", "1"),
            new("finishOnKey", string.Empty),
            new("timeout", $"{(int)Math.Ceiling(patience.TotalSeconds)}"),
            new("speechTimeout", "auto"),
            new("profanityFilter", "false"),
            new("bargeIn", reply.Next == NextStep.AwaitRescue ? "false" : "true"),
            new("actionOnEmptyResult", "true"),
            new("action", twilio.Public(GatherWebhooks.TurnOf(turn, $"{reply.Next}"))),
            new("method", "POST"),
            new("partialResultCallback", twilio.Public(GatherWebhooks.Partial)),
            new("partialResultCallbackMethod", "POST"),
        ];
    }
}
