using System.Globalization;
using Dispatch;
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

    /// <summary>
    /// The desk answers by messages of its own. 503 has Twilio deliver it again; where the desk was only slow it has heard it by then, and
    /// hears it once.
    /// </summary>
    private static async Task<IResult> HearAsync(HttpContext context, SmsIntake intake, OptOuts optOuts, WebhookBudget budget, ILogger<SmsIntake> logger)
    {
        var webhook = await Webhook.ReadAsync(context);
        try
        {
            return await budget.IsDoneAsync(DeliverAsync(webhook, intake, optOuts, budget.Stopping))
                ? new Twiml()
                : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !budget.Stopping.IsCancellationRequested)
        {
            Log.NotHeard(logger, broken);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task DeliverAsync(Webhook webhook, SmsIntake intake, OptOuts optOuts, CancellationToken cancellation)
    {
        var text = webhook.Field("Body");
        if (!await optOuts.TakeAsync(PhoneNumber.Normalise(webhook.From), text, cancellation))
        {
            await intake.HearAsync(webhook.Field("MessageSid"), webhook.From, text, cancellation);
        }
    }

    private static async Task<IResult> HearStatusAsync(HttpContext context, OptOuts optOuts, HearDelivery hear)
    {
        var webhook = await Webhook.ReadAsync(context);
        _ = int.TryParse(webhook.Field("ErrorCode"), NumberStyles.None, CultureInfo.InvariantCulture, out var code);
        if (code == TwilioErrors.OptedOut)
        {
            await optOuts.AddAsync(PhoneNumber.Normalise(webhook.To), context.RequestAborted);
        }

        if (MessageStatus.State(webhook.Field("MessageStatus"), code) is { } state)
        {
            await hear(new SmsReport(webhook.Asked("sms"), state, code == 0 ? null : $"{code}"), context.RequestAborted);
        }

        return Results.NoContent();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The desk could not read a message; Twilio may deliver it again")]
        public static partial void NotHeard(ILogger logger, Exception exception);
    }
}
