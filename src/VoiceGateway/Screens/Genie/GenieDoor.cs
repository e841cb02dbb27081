using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using VoiceGateway.Chat;
using VoiceGateway.Screens.Assistants;

namespace VoiceGateway.Screens.Genie;

/// <summary><c>POST /genie/{key}</c>: Tmall Genie's custom skills, and the file that shows whose server this is under <c>/aligenie/</c>.</summary>
internal static class GenieDoor
{
    public static IServiceCollection AddGenie(this IServiceCollection services)
    {
        services.AddOptions<GenieOptions>().BindConfiguration(GenieOptions.Section).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<GenieOptions>, GenieOptionsCheck>();
    }

    public static void MapGenie(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<GenieOptions>>().Value;
        if (options.CallbackKey.Length > 0)
        {
            app.MapPost("/genie/{key}", AnswerAsync);
        }

        if (options.OwnershipFile.Length > 0)
        {
            app.MapGet($"/aligenie/{options.OwnershipFile}", () => options.OwnershipText);
        }
    }

    private static async Task<IResult> AnswerAsync(string key, HttpContext context, AssistantDesk desk, IOptions<GenieOptions> options)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(options.Value.CallbackKey)))
        {
            return Results.NotFound();
        }

        if (await RequestJson.BodyAsync(context.Request, context.RequestAborted) is not { } body || RequestJson.Parse(body) is not { } request
            || request.Text("skillId") != options.Value.SkillId || Read(request) is not { } turn)
        {
            return Results.Json(new { returnCode = "-1", returnMessage = "The request names no session, no user or another skill" }, statusCode: StatusCodes.Status400BadRequest);
        }

        return Results.Json(Write(request, await desk.AnswerAsync(turn, context.RequestAborted), options.Value.Slot));
    }

    /// <returns>Null where the user or the session is missing.</returns>
    private static AssistantRequest? Read(JsonElement request)
    {
        var user = request.Text("requestData", "userOpenId") is { Length: > 0 } known ? known : request.Text("requestData", "deviceOpenId");
        var session = request.Text("skillSession", "skillSessionId") is { Length: > 0 } own ? own : request.Text("sessionId");
        return user.Length == 0 || session.Length == 0 ? null : new AssistantRequest(
            new ChatUser("genie", user, IsSure: true),
            session,
            request.Text("intentName") is "welcome" or "WELCOME" ? AssistantRequestKind.Opened : AssistantRequestKind.Spoken,
            request.Text("utterance"),
            request.Text("requestId") is { Length: > 0 } id ? id : null);
    }

    private static object Write(JsonElement request, AssistantReply reply, string slot) => new
    {
        returnCode = "0",
        returnErrorSolution = "",
        returnMessage = "",
        returnValue = new
        {
            reply = reply.Text,
            resultType = reply.Listens ? "ASK_INF" : "RESULT",
            askedInfos = reply.Listens ? new[] { new { parameterName = slot, intentId = request.Text("intentId") } } : [],
            executeCode = "SUCCESS",
        },
    };
}
