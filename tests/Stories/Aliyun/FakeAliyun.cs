using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using VoiceGateway.Carriers.Aliyun;

namespace Stories.Aliyun;

/// <summary>Aliyun's short message service as it is seen from outside: takes signed requests, and complains of others.</summary>
internal sealed class FakeAliyun : IAsyncDisposable
{
    public const string KeyId = "LTAI-story";
    public const string Secret = "a secret of the story";

    private readonly WebApplication app;

    private FakeAliyun()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public string ApiUrl => app.Urls.First();

    public ConcurrentQueue<(string Id, string Phone, string Text)> Messages { get; } = new();

    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>What is said to the next requests, until it is OK.</summary>
    public ConcurrentQueue<string> Codes { get; } = new();

    public static async Task<FakeAliyun> StartAsync()
    {
        var aliyun = new FakeAliyun();
        await aliyun.app.StartAsync();
        return aliyun;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var headers = request.Headers
            .Where(header => header.Key.StartsWith("x-acs-", StringComparison.OrdinalIgnoreCase))
            .Append(new("host", request.Host.Value))
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
        if (request.Headers.Authorization != AliyunSignature.Authorization(KeyId, Secret, request.Method, request.QueryString.Value![1..], headers))
        {
            Faults.Enqueue("a request is wrongly signed");
        }

        foreach (var (name, value) in new Dictionary<string, string> { ["x-acs-action"] = "SendSms", ["x-acs-version"] = "2017-05-25" })
        {
            if (headers.GetValueOrDefault(name) != value)
            {
                Faults.Enqueue($"{name} is not {value}");
            }
        }

        var code = Codes.TryDequeue(out var next) ? next : "OK";
        if (code == "OK")
        {
            using var parameters = JsonDocument.Parse(request.Query["TemplateParam"].ToString());
            Messages.Enqueue((request.Query["OutId"].ToString(), request.Query["PhoneNumbers"].ToString(), parameters.RootElement.GetProperty("text").GetString()!));
        }

        await context.Response.WriteAsJsonAsync(new { Code = code, Message = code, RequestId = "1", BizId = "2" });
    }
}
