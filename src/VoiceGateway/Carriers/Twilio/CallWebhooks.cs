using Dispatch;
using Microsoft.Extensions.Primitives;
using VoiceGateway.Calls;
using VoiceGateway.Carriers.Twilio.Gather;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>What Twilio calls back about the calls that the desk made; in whatever order, and more than once.</summary>
internal static class CallWebhooks
{
    private const string Base = "/twilio/calls";

    /// <summary>Where a person is after the caller has left the conference.</summary>
    public const string Left = Base + "/left";

    public static string StatusOf(string callId) => $"{Base}/status?call={Uri.EscapeDataString(callId)}";

    public static string MachineOf(string callId) => $"{Base}/machine?call={Uri.EscapeDataString(callId)}";

    /// <summary>Everything that the key's answer needs stands in the address, which is signed.</summary>
    public static string KeyOf(OutgoingCall call) => KeyOf(
        call is { JoinTo: { } conversation, JoinKey: { } key }
            ? [new("call", call.Id), new("keys", call.Keys), new("join", conversation), new("on", $"{key}")]
            : [new("call", call.Id), new("keys", call.Keys)]);

    public static string KeyOf(IEnumerable<KeyValuePair<string, StringValues>> asked) =>
        $"{Base}/key?{string.Join('&', asked.Select(each => $"{each.Key}={Uri.EscapeDataString(each.Value.ToString())}"))}";

    public static void MapCallWebhooks(this RouteGroupBuilder webhooks)
    {
        webhooks.MapPost($"{Base}/status", HearStatusAsync);
        webhooks.MapPost($"{Base}/machine", HearMachineAsync);
        webhooks.MapPost($"{Base}/key", async (HttpContext context, PressedKeys keys) => await keys.HearAsync(await Webhook.ReadAsync(context)));
        webhooks.MapPost(Left, (GatherSpeech speech, Phrasebook phrasebook) => speech.SayGoodbye(phrasebook.In(Phrasebook.Mandarin).CallerGone));
    }

    private static async Task<IResult> HearStatusAsync(HttpContext context, OutgoingCalls outgoing, HearCall report)
    {
        var webhook = await Webhook.ReadAsync(context);
        if (CallStatus.Ending(webhook.Field("CallStatus")) is not { } ending)
        {
            return Results.NoContent();
        }

        var callId = webhook.Asked("call");
        if (outgoing.Find(callId) is not { } line)
        {
            // Another machine called, or this one before it was started again.
            await report(new CallReport(callId, ending, null), context.RequestAborted);
        }
        else if (line.TryPickUp())
        {
            line.End();
            await outgoing.ReportAsync(line, ending, null, context.RequestAborted);
        }

        // Whoever picked up is on a stream of this machine, which reports by itself, and with the key.
        return Results.NoContent();
    }

    private static async Task<IResult> HearMachineAsync(HttpContext context, TwilioPhoneLine phone)
    {
        var webhook = await Webhook.ReadAsync(context);
        if (webhook.Field("AnsweredBy") is not ("human" or "unknown"))
        {
            await phone.EndMachineAsync(webhook.Asked("call"), webhook.CallSid, context.RequestAborted);
        }

        return Results.NoContent();
    }
}
