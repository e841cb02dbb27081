using Dispatch;
using Dispatch.Registry;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;

namespace VoiceGateway.Carriers.Twilio.Gather;

/// <summary>
/// The keys that are pressed on calls of the desk, as Twilio posts them: the desk is told, and whoever pressed is thanked or joined to the
/// caller who waits. What that needs stands in the signed address, so that it works on any machine.
/// </summary>
internal sealed class PressedKeys(
    HearCall report,
    OutgoingCalls outgoing,
    Conferences conferences,
    GatherSpeech speech,
    LateAnswers late,
    WebhookBudget budget,
    Phrasebook phrasebook,
    CarrierLines lines,
    IOptions<TwilioOptions> options)
{
    private const string Pressed = "pressed";

    /// <summary>The key that answered the first of two questions.</summary>
    private const string First = "first";

    /// <summary>How often a second question is asked.</summary>
    private const int Times = 2;

    public async Task<IResult> HearAsync(Webhook webhook)
    {
        var (callId, keys) = (webhook.Asked("call"), webhook.Asked("keys"));
        var pressed = webhook.Field("Digits") is { Length: > 0 } digits ? digits : webhook.Asked(Pressed);
        if (pressed is not [var key] || !keys.Contains(key, StringComparison.Ordinal))
        {
            return AskAgain(webhook);
        }

        return await late.GiveAsync($"{webhook.CallSid}/{webhook.Asked(First)}{key}", () => AnswerAsync(webhook, callId, key), () => Wait(webhook, key));
    }

    private async Task<Twiml> AnswerAsync(Webhook webhook, string callId, char key)
    {
        var line = outgoing.Find(callId);
        var isSecond = webhook.Asked(First) is { Length: > 0 };
        if (!isSecond && line?.Call.Then is { } then && then.Follows(key))
        {
            line.Answered = key;
            return speech.AskForKey(then.Text, options.Value.Public(CallWebhooks.KeyOf([new("call", callId), new("keys", then.Keys), new(First, $"{key}")])), Times);
        }

        var conversation = webhook.Asked("on") == $"{key}" ? webhook.Asked("join") : "";
        line?.TryReport();
        if (conversation.Length == 0)
        {
            // Whoever is joined to a caller is on the line until Twilio says that the call has ended.
            line?.End();
        }

        // Whoever takes a caller must not wait for the desk's books.
        var answer = isSecond ? new CallReport(callId, CallEnding.Answered, webhook.Asked(First)[0]) { Then = key } : new CallReport(callId, CallEnding.Answered, key);
        budget.Keep(report(answer, budget.Stopping));
        return conversation.Length > 0
            ? await conferences.JoinAsync(conversation, webhook.CallSid, PhoneNumber.Normalise(webhook.To), budget.Stopping)
            : speech.SayGoodbye(phrasebook.In(Phrasebook.Mandarin).KeyTaken);
    }

    private Twiml AskAgain(Webhook webhook) =>
        speech.AskForKey(lines.PressAgain, Address(webhook));

    private Twiml Wait(Webhook webhook, char key) =>
        new Twiml().Say(phrasebook.In(Phrasebook.Mandarin).PleaseWait[0], TwimlVoice.Usual(options.Value)).Redirect($"{Address(webhook)}&{Pressed}={Uri.EscapeDataString($"{key}")}");

    /// <summary>The address that was called, without what a redirect has added.</summary>
    private string Address(Webhook webhook) => options.Value.Public(CallWebhooks.KeyOf(webhook.Query.Where(each => each.Key != Pressed)));
}
