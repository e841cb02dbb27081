using System.Globalization;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;
using VoiceGateway.Carriers.Twilio.Gather;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>Where Twilio asks what to do with a call to the hotline.</summary>
internal static partial class VoiceWebhooks
{
    public const string Base = "/twilio/voice";

    private const string Noticed = Base + "?noticed=yes";

    // A line that does not hold is no line: the call ends, and whoever was asked for help calls back.
    private const int MostAgain = 5;

    public static void MapVoiceWebhooks(this RouteGroupBuilder webhooks)
    {
        webhooks.MapPost(Base, AnswerAsync);
        webhooks.MapPost($"{Base}/again", GoOnAsync);
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

        return Stream(webhook, options.Value, pass, again: 0);
    }

    /// <summary>The stream is over. Where neither we nor the caller ended the call, the line to us broke: it is opened again, and the conversation goes on.</summary>
    private static async Task<IResult> GoOnAsync(HttpContext context, IOptions<TwilioOptions> options, StreamPass pass, EndedCalls ended, ILogger<EndedCalls> logger)
    {
        var webhook = await Webhook.ReadAsync(context);
        var again = int.Parse(webhook.Asked("times"), NumberStyles.None, CultureInfo.InvariantCulture);
        if (again > MostAgain || CallStatus.Ending(webhook.Field("CallStatus")) is not null || await ended.HasAsync(webhook.CallSid, context.RequestAborted))
        {
            return new Twiml().HangUp();
        }

        Log.BrokeOff(logger);
        return Stream(webhook, options.Value, pass, again);
    }

    private static Twiml Stream(Webhook webhook, TwilioOptions options, StreamPass pass, int again) => new Twiml()
        .Stream(options.PublicMedia, pass.ForCaller(webhook.CallSid, webhook.From, webhook.To, again))
        .Redirect(options.Public(string.Create(CultureInfo.InvariantCulture, $"{Base}/again?times={again + 1}")));

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

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The stream of a call broke off; it is opened again")]
        public static partial void BrokeOff(ILogger logger);
    }
}
