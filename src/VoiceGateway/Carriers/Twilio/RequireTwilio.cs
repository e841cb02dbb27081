namespace VoiceGateway.Carriers.Twilio;

internal static class RequireTwilio
{
    /// <summary>Refuses what Twilio has not signed.</summary>
    public static TBuilder RequireTwilioSignature<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            var guard = http.RequestServices.GetRequiredService<SignedByTwilio>();
            return await guard.IsAsync(http, http.RequestAborted) ? await next(context) : Results.StatusCode(StatusCodes.Status403Forbidden);
        });
        return endpoints;
    }

    /// <summary>Answers what Twilio sends again as it was answered before.</summary>
    public static RouteGroupBuilder AnswerOnce(this RouteGroupBuilder webhooks) =>
        webhooks.AddEndpointFilter((context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<RetriedWebhooks>().OnceAsync(context.HttpContext, () => next(context)));
}
