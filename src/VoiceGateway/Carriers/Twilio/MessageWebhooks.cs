using Dispatch.Registry;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>What people wrote to the hotline, and how its own messages were delivered.</summary>
internal static partial class MessageWebhooks
{
    public const string Base = "/twilio/messages";

    public static string StatusOf(string smsId) => $"{Base}/status?sms={Uri.EscapeDataString(smsId)}";

    public static void MapMessageWebhooks(this RouteGroupBuilder webhooks)
    {
        webhooks.MapPost(Base, HearAsync);
        webhooks.MapPost($"{Base}/status", HearStatusAsync);
    }

    /// <summary>The desk answers by messages of its own; 503 has Twilio deliver it again.</summary>
    private static async Task<IResult> HearAsync(HttpContext context, SmsIntake intake, OptOuts optOuts, ILogger<SmsIntake> logger)
    {
        var webhook = await Webhook.ReadAsync(context);
        var (id, from, text) = (webhook.Field("MessageSid"), webhook.From, webhook.Field("Body"));
        try
        {
            if (!await optOuts.TakeAsync(PhoneNumber.Normalise(from), text, context.RequestAborted))
            {
                await intake.HearAsync(id, from, text, context.RequestAborted);
            }

            return new Twiml();
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !context.RequestAborted.IsCancellationRequested)
        {
            Log.NotHeard(logger, broken);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> HearStatusAsync(HttpContext context, OptOuts optOuts)
    {
        var webhook = await Webhook.ReadAsync(context);
        if (webhook.Field("ErrorCode") == $"{TwilioErrors.OptedOut}")
        {
            await optOuts.AddAsync(PhoneNumber.Normalise(webhook.To), context.RequestAborted);
        }

        return Results.NoContent();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The desk could not read a message; Twilio may deliver it again")]
        public static partial void NotHeard(ILogger logger, Exception exception);
    }
}
