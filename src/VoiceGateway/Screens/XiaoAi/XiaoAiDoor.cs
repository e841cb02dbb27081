using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using VoiceGateway.Chat;
using VoiceGateway.Screens.Assistants;

namespace VoiceGateway.Screens.XiaoAi;

/// <summary><c>POST /xiaoai</c>: XiaoAI's skills. What is not signed with our key gets 401.</summary>
internal static class XiaoAiDoor
{
    public const string Path = "/xiaoai";

    public static IServiceCollection AddXiaoAi(this IServiceCollection services)
    {
        services.AddOptions<XiaoAiOptions>().BindConfiguration(XiaoAiOptions.Section).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<XiaoAiOptions>, XiaoAiOptionsCheck>();
    }

    public static void MapXiaoAi(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<XiaoAiOptions>>().Value.KeyId.Length > 0)
        {
            app.MapPost(Path, AnswerAsync);
        }
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, SeenRequests seen, AssistantDesk desk, IOptions<XiaoAiOptions> options)
    {
        if (await RequestJson.BodyAsync(context.Request, context.RequestAborted) is not { } body || !await IsSignedAsync(context.Request, body, options.Value, seen))
        {
            return Results.Unauthorized();
        }

        return RequestJson.Parse(body) is { } request && Read(request) is { } turn
            ? Results.Json(Write(await desk.AnswerAsync(turn, context.RequestAborted)))
            : Results.BadRequest();
    }

    private static async Task<bool> IsSignedAsync(HttpRequest request, byte[] body, XiaoAiOptions options, SeenRequests seen)
    {
        var headers = request.Headers;
        var (date, md5, authorization) = (headers["X-Xiaomi-Date"].ToString(), headers.ContentMD5.ToString(), headers.Authorization.ToString());
        var signature = XiaoAiSignature.Of(
            options.Secret, request.Method, request.Path.ToUriComponent(), request.QueryString.ToUriComponent().TrimStart('?'), date, request.Host.Value!, request.ContentType ?? "", md5);
        return XiaoAiSignature.Matches(authorization, options.KeyId, signature)
            && XiaoAiSignature.IsBody(body, md5)
            && DateTimeOffset.TryParseExact(date, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            && await seen.IsNewAsync(at, signature, request.HttpContext.RequestAborted);
    }

    /// <returns>Null where the user or the session is missing.</returns>
    private static AssistantRequest? Read(JsonElement request)
    {
        var (user, session) = (request.Text("session", "user", "user_id"), request.Text("session", "session_id"));
        var kind = request.Text("request", "type") switch
        {
            "0" => AssistantRequestKind.Opened,
            "2" => AssistantRequestKind.Closed,
            _ => AssistantRequestKind.Spoken,
        };
        return user.Length == 0 || session.Length == 0 ? null : new AssistantRequest(
            new ChatUser("xiaoai", user, IsSure: true),
            session,
            kind,
            request.Text("query"),
            request.Text("request", "request_id") is { Length: > 0 } id ? id : null);
    }

    private static object Write(AssistantReply reply) => new
    {
        version = "1.0",
        is_session_end = reply.IsOver,
        response = new
        {
            to_speak = new { type = 0, text = reply.Text },
            to_display = new { type = 0, text = reply.Text },
            open_mic = reply.Listens,
        },
    };
}
