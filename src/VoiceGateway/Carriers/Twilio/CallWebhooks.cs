using Dispatch;
using VoiceGateway.Calls;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>What Twilio calls back about the calls that the desk made; in whatever order, and more than once.</summary>
internal static class CallWebhooks
{
    private const string Base = "/twilio/calls";

    public static string StatusOf(string callId) => $"{Base}/status?call={Uri.EscapeDataString(callId)}";

    public static string MachineOf(string callId) => $"{Base}/machine?call={Uri.EscapeDataString(callId)}";

    /// <summary>Everything that the key's answer needs stands in the address, which is signed.</summary>
    public static string KeyOf(OutgoingCall call) =>
        $"{Base}/key?call={Uri.EscapeDataString(call.Id)}&keys={Uri.EscapeDataString(call.Keys)}"
        + (call is { JoinTo: { } conversation, JoinKey: { } key } ? $"&join={Uri.EscapeDataString(conversation)}&on={Uri.EscapeDataString(key.ToString())}" : string.Empty);

    public static void MapCallWebhooks(this RouteGroupBuilder webhooks)
    {
        webhooks.MapPost($"{Base}/status", HearStatusAsync);
        webhooks.MapPost($"{Base}/machine", HearMachineAsync);
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
