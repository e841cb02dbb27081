using Dispatch;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;
using VoiceGateway.Carriers.Twilio.Gather;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>What Twilio does with a call of the desk once it is picked up: streams it to us, or says the text itself and waits for a key.</summary>
internal sealed class OutgoingScript(IOptions<TwilioOptions> options, IOptions<CallOptions> calls, StreamPass pass, GatherSpeech speech)
{
    /// <summary>How often a text is said before nobody is taken to be there.</summary>
    private const int Times = 3;

    public Twiml For(OutgoingCall call) => options.Value.Mode == TwilioMode.MediaStreams ? Stream(call) : speech.AskForKey(call.Text, options.Value.Public(CallWebhooks.KeyOf(call)), Times);

    private Twiml Stream(OutgoingCall call) =>
        new Twiml().Stream(options.Value.PublicMedia, pass.ForCalled(call.Id, calls.Value.Hotline, call.To));
}
