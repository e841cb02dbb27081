using Microsoft.Extensions.Options;
using VoiceGateway.Calls;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>Where Twilio asks what to do with a call to the hotline.</summary>
internal static class VoiceWebhooks
{
    public const string Base = "/twilio/voice";

    private const string Noticed = Base + "?noticed=yes";

    public static void MapVoiceWebhooks(this RouteGroupBuilder webhooks)
    {
        webhooks.MapPost(Base, AnswerAsync);
        webhooks.MapPost($"{Base}/status", () => Results.NoContent());
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext context, IOptions<TwilioOptions> options, CarrierLines lines, Recordings recordings, StreamPass pass)
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

        return new Twiml().Stream(options.Value.PublicSocket(MediaEndpoint.Path), pass.ForCaller(webhook.CallSid, webhook.From, webhook.To));
    }
}
