using System.Text.Json;
using Microsoft.Extensions.Options;
using VoiceGateway.Chat;
using VoiceGateway.Screens.Assistants;

namespace VoiceGateway.Screens.DuerOs;

/// <summary>
/// <c>POST /dueros</c>: Baidu's DBP 2.0. What is not signed by Baidu gets <c>{"status":1,"msg":"…"}</c>, as its platform expects.
/// </summary>
internal static class DuerOsDoor
{
    public const string Path = "/dueros";

    private const int MostChoicesInWords = 2;

    public static IServiceCollection AddDuerOs(this IServiceCollection services)
    {
        services.AddOptions<DuerOsOptions>().BindConfiguration(DuerOsOptions.Section)
            .Validate(options => options.TrustedRoot.Length == 0 || File.Exists(options.TrustedRoot), "DuerOs:TrustedRoot is no file: set it to a PEM file, or leave it out.")
            .ValidateOnStart();
        return services
            .AddKeyedSingleton(BaiduCertificates.Http, (_, _) => new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false }))
            .AddSingleton<BaiduCertificates>()
            .AddSingleton<SignedByBaidu>();
    }

    public static void MapDuerOs(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<DuerOsOptions>>().Value.SkillId.Length > 0)
        {
            app.MapPost(Path, AnswerAsync);
        }
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, SignedByBaidu signed, AssistantDesk desk, ChatLines lines, IOptions<DuerOsOptions> options)
    {
        var cancellation = context.RequestAborted;
        if (await RequestJson.BodyAsync(context.Request, cancellation) is not { } body || RequestJson.Parse(body) is not { } request
            || !await signed.IsAsync(context.Request.Headers, body, request, cancellation)
            || request.Text("context", "System", "application", "applicationId") != options.Value.SkillId
            || Read(request) is not { } turn)
        {
            return Results.Json(new { status = 1, msg = lines.Refused });
        }

        return Results.Json(Write(request, await desk.AnswerAsync(turn, cancellation)));
    }

    /// <returns>Null where the user or the session is missing.</returns>
    private static AssistantRequest? Read(JsonElement request)
    {
        var (user, session, type) = (request.Text("context", "System", "user", "userId"), request.Text("session", "sessionId"), request.Text("request", "type"));
        var kind = type switch
        {
            "IntentRequest" => AssistantRequestKind.Spoken,
            "SessionEndedRequest" => AssistantRequestKind.Closed,
            _ => AssistantRequestKind.Opened,
        };
        return user.Length == 0 || session.Length == 0 ? null : new AssistantRequest(
            new ChatUser("dueros", user, IsSure: true),
            session,
            kind,
            request.Text("request", "query", "original"),
            request.Text("request", "requestId") is { Length: > 0 } id ? id : null);
    }

    private static object Write(JsonElement request, AssistantReply reply) => new
    {
        version = "2.0",
        context = new { intent = (object?)null },
        session = new { attributes = request.TryGetProperty("session", out var session) && session.TryGetProperty("attributes", out var kept) && kept.ValueKind == JsonValueKind.Object ? kept : (object)new { } },
        response = new
        {
            outputSpeech = reply.Text.Length > 0 ? new { type = "PlainText", text = reply.Text } : null,
            reprompt = reply.Listens ? new { outputSpeech = new { type = "PlainText", text = reply.Text } } : null,
            card = reply.Text.Length > 0 ? Card(reply) : null,
            directives = Array.Empty<object>(),
            expectSpeech = reply.Listens,
            shouldEndSession = reply.IsOver,
        },
    };

    /// <summary>A few answers are cues below the text; more are a list.</summary>
    private static object Card(AssistantReply reply) => reply.Choices.Count > MostChoicesInWords
        ? new { type = "list", list = reply.Choices.Select(choice => new { title = choice, content = "" }), cueWords = reply.Choices }
        : new { type = "txt", content = reply.Text, cueWords = reply.Choices };
}
