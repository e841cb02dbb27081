using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Testing;

/// <summary>
/// A server that speaks OpenAI's chat completions (POST /v1/chat/completions) and answers as the test tells it, well or badly. It refuses
/// a request that a real one would refuse.
/// </summary>
public sealed class ChatServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private ChatServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/v1/chat/completions", AnswerAsync);
    }

    /// <summary>Base address of the API.</summary>
    public string Endpoint => $"{app.Urls.First()}/v1";

    /// <summary>What the model writes.</summary>
    public string Writes { get; set; } = "";

    /// <summary>An HTTP status other than 200 is answered instead.</summary>
    public int Status { get; set; } = StatusCodes.Status200OK;

    /// <summary>The model refuses in the protocol's own field.</summary>
    public bool Refuses { get; set; }

    /// <summary>It never answers.</summary>
    public bool Hangs { get; set; }

    /// <summary>Every request as it came.</summary>
    public ConcurrentQueue<JsonObject> Requests { get; } = new();

    /// <summary>The Authorization header of the last request.</summary>
    public string? Authorization { get; private set; }

    public static async Task<ChatServer> StartAsync()
    {
        var server = new ChatServer();
        await server.app.StartAsync();
        return server;
    }

    /// <summary>What a model writes that was told the schema of prompts/llm/second-opinion.yaml.</summary>
    public static string Reading(string intent, string[]? services = null, string? date = null, string? time = null, string? danger = null) => new JsonObject
    {
        ["intent"] = intent,
        ["services"] = new JsonArray([.. (services ?? []).Select(code => (JsonNode)code)]),
        ["date"] = date,
        ["time"] = time,
        ["part"] = null,
        ["danger"] = danger,
    }.ToJsonString();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task<IResult> AnswerAsync(HttpRequest request)
    {
        var body = (await JsonNode.ParseAsync(request.Body))!.AsObject();
        Authorization = request.Headers.Authorization;
        Requests.Enqueue(body);
        if (Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, request.HttpContext.RequestAborted);
        }

        if (Status != StatusCodes.Status200OK)
        {
            return Results.Json(new { error = new { message = "as told", type = "server_error" } }, statusCode: Status);
        }

        return body["model"] is null || body["messages"] is not JsonArray { Count: > 0 } || body["response_format"]?["type"]?.GetValue<string>() != "json_schema"
            ? Results.BadRequest(new { error = new { message = "model, messages and a json_schema are required", type = "invalid_request_error" } })
            : Results.Json(new
            {
                id = "chatcmpl-1",
                @object = "chat.completion",
                created = 1795000000,
                model = body["model"],
                choices = new[]
                {
                    new
                    {
                        index = 0,
                        finish_reason = "stop",
                        message = new { role = "assistant", content = Refuses ? null : Writes, refusal = Refuses ? "I cannot help with that." : null },
                    },
                },
                usage = new { prompt_tokens = 1, completion_tokens = 1, total_tokens = 2 },
            });
    }
}
