using Microsoft.Extensions.Options;
using VoiceGateway.Calls;
using VoiceGateway.Carriers.Twilio.Gather;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>Where Twilio asks what to do with a call to the hotline.</summary>
internal static class VoiceWebhooks
{
    public const string Base = "/twilio/voice";

    private const string Noticed = Base + "?noticed=yes";

    public static void MapVoiceWebhooks(this RouteGroupBuilder webhooks)
    {
        webhooks.MapPost(Base, AnswerAsync);
        webhooks.MapPost($"{Base}/status", HearStatusAsync);
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext context, IOptions<TwilioOptions> options, CarrierLines lines, Recordings recordings, StreamPass pass, GatherCalls gathered)
    {
        var webhook = await Webhook.ReadAsync(context);
        if (options.Value.Record)
        {
            if (webhook.Asked("noticed").Length == 0)
            {
                return new Twiml().Say(lines.RecordingNotice, TwimlVoice.Usual(options.Value)).Redirect(options.Value.Public(Noticed));
            }

            await recordings.BeginAsync(webhook.CallSid, context.RequestAborted);
        }

        if (options.Value.Mode == TwilioMode.Gather)
        {
            return await gathered.BeginAsync(webhook);
        }

        return new Twiml().Stream(options.Value.PublicSocket(MediaEndpoint.Path), pass.ForCaller(webhook.CallSid, webhook.From, webhook.To));
    }

    /// <summary>A stream tells its own end.</summary>
    private static async Task<IResult> HearStatusAsync(HttpContext context, IOptions<TwilioOptions> options, GatherCalls gathered, WebhookBudget budget)
    {
        var webhook = await Webhook.ReadAsync(context);
        if (options.Value.Mode == TwilioMode.Gather && CallStatus.Ending(webhook.Field("CallStatus")) is not null)
        {
            await budget.IsDoneAsync(gathered.EndAsync(webhook));
        }

        return Results.NoContent();
    }
}
