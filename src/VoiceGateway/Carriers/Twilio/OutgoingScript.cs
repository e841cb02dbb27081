using DialogBot;
using Dispatch;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>What Twilio does with a call of the desk once it is picked up: streams it to us, or says the text itself and waits for a key.</summary>
internal sealed class OutgoingScript(IOptions<TwilioOptions> options, IOptions<CallOptions> calls, StreamPass pass, Phrasebook phrasebook)
{
    /// <summary>How often a text is said before nobody is taken to be there.</summary>
    private const int Times = 3;

    /// <summary>Seconds that a key is waited for after each.</summary>
    private const string Patience = "5";

    public Twiml For(OutgoingCall call) => options.Value.Mode == TwilioMode.MediaStreams ? Stream(call) : Ask(call);

    private Twiml Stream(OutgoingCall call) =>
        new Twiml().Stream(options.Value.PublicSocket(MediaEndpoint.Path), pass.ForCalled(call.Id, calls.Value.Hotline, call.To));

    private Twiml Ask(OutgoingCall call)
    {
        var voice = TwimlVoice.Usual(options.Value);
        var twiml = new Twiml();
        for (var times = 0; times < Times; times++)
        {
            // Only digits are listened for: nothing that a voicemail says is an answer.
            twiml.Gather(
                [
                    new("input", "dtmf"),
                    new("numDigits", "1"),
                    new("finishOnKey", string.Empty),
                    new("timeout", Patience),
                    new("action", options.Value.Public(CallWebhooks.KeyOf(call))),
                    new("method", "POST"),
                ],
                call.Text,
                voice);
        }

        return twiml.Say(phrasebook.In(Phrasebook.Mandarin).Goodbye, voice).HangUp();
    }
}
