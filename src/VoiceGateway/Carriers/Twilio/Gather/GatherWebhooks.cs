using System.Globalization;

namespace VoiceGateway.Carriers.Twilio.Gather;

/// <summary>
/// A call that Twilio hears and speaks for us, one webhook a turn. The number of the turn stands in its address, so that a turn that comes
/// again, to whatever machine, is the same turn.
/// </summary>
internal static class GatherWebhooks
{
    public const string Base = "/twilio/gather";

    /// <summary>Where what the caller says, or presses, or does not say, is to be posted.</summary>
    public static string TurnOf(int turn, string waiting) => string.Create(CultureInfo.InvariantCulture, $"{Base}/turn?turn={turn}&waiting={waiting}");

    /// <summary>Where an answer that is not there yet is asked for again.</summary>
    public static string WaitOf(int turn, int times) => string.Create(CultureInfo.InvariantCulture, $"{Base}/wait?turn={turn}&times={times}");

    /// <summary>Where a person's leaving the conference is told, and how to go on asked.</summary>
    public static string AfterPersonOf(int turn, string waiting) => string.Create(CultureInfo.InvariantCulture, $"{Base}/after?turn={turn}&waiting={waiting}");

    public static string Partial => $"{Base}/partial";

    public static void MapGatherWebhooks(this RouteGroupBuilder webhooks)
    {
        webhooks.MapPost($"{Base}/turn", async (HttpContext context, GatherCalls calls) => await calls.TakeTurnAsync(await Webhook.ReadAsync(context)));
        webhooks.MapPost($"{Base}/wait", async (HttpContext context, GatherCalls calls) => await calls.AskAgainAsync(await Webhook.ReadAsync(context)));
        webhooks.MapPost($"{Base}/after", GoOnAsync);
        webhooks.MapPost($"{Base}/partial", HearPartialAsync);
    }

    private static async Task<IResult> GoOnAsync(HttpContext context, GatherCalls calls, Conferences conferences)
    {
        var webhook = await Webhook.ReadAsync(context);
        await conferences.LeaveAsync(webhook.CallSid, context.RequestAborted);
        return await calls.GoOnAfterPersonAsync(webhook);
    }

    private static async Task<IResult> HearPartialAsync(HttpContext context, GatherCalls calls)
    {
        await calls.WatchAsync(await Webhook.ReadAsync(context));
        return Results.NoContent();
    }
}
