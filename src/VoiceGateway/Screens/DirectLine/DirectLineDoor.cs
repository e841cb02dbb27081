using System.Globalization;
using System.Threading.RateLimiting;
using Dispatch.Queue;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using VoiceGateway.Carriers.Local;

namespace VoiceGateway.Screens.DirectLine;

/// <summary>
/// Bot Framework's Direct Line 3.0, so that its clients and Web Chat connect unchanged with the domain <c>https://…/v3/directline</c>: see
/// docs/chat.md. Without a secret in the settings it answers this machine only, and asks for none.
/// </summary>
internal static class DirectLineDoor
{
    public const string Base = "/v3/directline";

    private const string Policy = "directline";
    private const string Starts = "directline-starts";
    private const string Activities = "directline-activities";
    private const int MostBytes = 64 * 1024;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddDirectLine(this IServiceCollection services)
    {
        services.AddOptions<DirectLineOptions>().BindConfiguration(DirectLineOptions.Section).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<DirectLineOptions>, DirectLineOptionsCheck>()
            .AddSingleton<DirectLineTokens>()
            .AddSingleton<DirectLineGuard>()
            .AddSingleton<DirectLineReader>()
            .AddSingleton<ActivityStream>()
            .AddSingleton<ConversationEndpoints>()
            .AddSingleton<ActivityEndpoints>()
            // A token in a header is asked for, never a cookie: any page may carry the chat.
            .AddCors(cors => cors.AddPolicy(Policy, any => any.AllowAnyOrigin().AllowAnyMethod().AllowAnyHeader().SetPreflightMaxAge(Minute)))
            .AddRateLimiter(limits =>
            {
                limits.AddPolicy(Starts, context => PerMinute($"{context.Connection.RemoteIpAddress}", Options(context).ConversationsPerMinute));
                limits.AddPolicy(Activities, context => PerMinute($"{context.Request.RouteValues["id"]}", Options(context).ActivitiesPerMinute));
                limits.OnRejected = (rejected, _) => RefuseAsync(rejected);
            });
    }

    public static void MapDirectLine(this WebApplication app)
    {
        app.UseCors();
        app.UseRateLimiter();
        var stopping = app.Lifetime.ApplicationStopping;
        var door = app.MapGroup(Base).RequireCors(Policy).AddEndpointFilter(GuardAsync);
        if (app.Services.GetRequiredService<IOptions<DirectLineOptions>>().Value.IsLocal)
        {
            door.RequireLoopback();
        }

        var starts = door.MapGroup(string.Empty).RequireRateLimiting(Starts);
        starts.MapPost("/tokens/generate", (HttpContext context, ConversationEndpoints conversations) => conversations.GenerateAsync(context, Pass(context)));
        starts.MapPost("/tokens/refresh", (HttpContext context, ConversationEndpoints conversations) => conversations.Refresh(Pass(context)));
        starts.MapPost("/conversations", (HttpContext context, ConversationEndpoints conversations) => conversations.StartAsync(context, Pass(context)));
        starts.MapGet("/conversations/{id}", (string id, HttpContext context, ConversationEndpoints conversations) => conversations.ReconnectAsync(context, id, Pass(context)));
        starts.MapGet("/conversations/{id}/stream", (string id, HttpContext context, ConversationEndpoints conversations) => conversations.StreamAsync(context, id, stopping));

        var activities = door.MapGroup("/conversations/{id}");
        activities.MapPost("/activities", (string id, HttpContext context, ActivityEndpoints endpoints) => endpoints.PostAsync(context, id)).RequireRateLimiting(Activities);
        activities.MapGet("/activities", (string id, HttpContext context, ActivityEndpoints endpoints) => endpoints.ReadAsync(context, id));
        activities.MapPost("/upload", () => DirectLineError.NotSupported("Attachments are not taken"));
    }

    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }

        var guard = context.RequestServices.GetRequiredService<DirectLineGuard>();
        var (pass, refusal) = context.Request.Path.Value!.EndsWith("/stream", StringComparison.Ordinal) ? guard.AdmitStream(context) : guard.Admit(context);
        if (pass is null)
        {
            return refusal;
        }

        context.Items[Policy] = pass;
        try
        {
            return await next(invocation);
        }
        catch (RedisUnavailableException)
        {
            return DirectLineError.Unavailable();
        }
        catch (BadHttpRequestException tooBig) when (tooBig.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return DirectLineError.TooBig($"A request has at most {MostBytes} bytes");
        }
    }

    private static async ValueTask RefuseAsync(OnRejectedContext rejected)
    {
        var response = rejected.HttpContext.Response;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Minute;
        response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await DirectLineError.TooMany().ExecuteAsync(rejected.HttpContext);
    }

    /// <summary>Saved up for a minute, and then as they come.</summary>
    private static RateLimitPartition<string> PerMinute(string who, int most) => RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = most,
        TokensPerPeriod = Math.Max(1, most / 60),
        ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60.0 / most)),
        QueueLimit = 0,
    });

    private static DirectLinePass Pass(HttpContext context) => (DirectLinePass)context.Items[Policy]!;

    private static DirectLineOptions Options(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<DirectLineOptions>>().Value;
}
