using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace VoiceGateway.Tests.Speech.Remote;

/// <summary>
/// A server on the loopback that is asked to hear and to speak, and behaves as the test tells it. What it is asked in a way that the real
/// one would refuse, it refuses.
/// </summary>
internal abstract class SpeechServer : IAsyncDisposable
{
    private readonly WebApplication app;

    protected SpeechServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("{**path}", (Delegate)AnswerAsync);
    }

    public string Address => app.Urls.First();

    /// <summary>How it misbehaves; null for well.</summary>
    public Func<HttpContext, Task<IResult>>? Misbehaves { get; set; }

    /// <summary>What the recogniser answers instead of its usual words.</summary>
    public string? Hears { get; set; }

    /// <summary>What the voice sends instead of a second of sound.</summary>
    public byte[]? Says { get; set; }

    /// <summary>Path and query of every request, as it came.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public static Func<HttpContext, Task<IResult>> With(int status) => _ => Task.FromResult(Results.Text("no", statusCode: status));

    public static Task<IResult> Hang(HttpContext context) => Wait(context.RequestAborted);

    /// <summary>Begins an answer and lets the line break.</summary>
    public static async Task<IResult> Cut(HttpContext context)
    {
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("{\"Recogni");
        await context.Response.Body.FlushAsync();
        context.Abort();
        return Results.Empty;
    }

    public async Task StartAsync() => await app.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    protected abstract Task<IResult> ServeAsync(HttpRequest request);

    private static async Task<IResult> Wait(CancellationToken cancel)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
        return Results.Empty;
    }

    private Task<IResult> AnswerAsync(HttpContext context)
    {
        Asked.Enqueue(context.Request.Path + context.Request.QueryString);
        return Misbehaves is { } misbehaves ? misbehaves(context) : ServeAsync(context.Request);
    }
}
