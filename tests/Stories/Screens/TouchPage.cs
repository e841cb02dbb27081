using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using VoiceGateway.Chat.Linking;
using VoiceGateway.Screens.Touch;

namespace Stories.Screens;

/// <summary>The page of a touch screen, as far as the house can tell: a cookie, what it posts, and its line.</summary>
internal sealed class TouchPage : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The story's clock stands still: what the house would look for in a while, it looks for when the page is opened anew.</summary>
    private static readonly TimeSpan Reload = TimeSpan.FromSeconds(2);

    private readonly HttpClientHandler cookies = new();
    private readonly HttpClient http;

    public TouchPage(Town town) => http = new HttpClient(cookies) { BaseAddress = town.Http.BaseAddress };

    /// <summary>The page of an elder of the sample town.</summary>
    public static async Task<TouchPage> PairedAsync(Town town, string elderId)
    {
        var page = new TouchPage(town);
        Assert.Equal(HttpStatusCode.NoContent, await page.PairsAsync(await CodeAsync(town, elderId)));
        return page;
    }

    /// <summary>As an operator gives it out.</summary>
    public static Task<string> CodeAsync(Town town, string elderId) => town.Inside<LinkCodes>().IssueForScreenAsync(ScreenCode.Write(elderId, "luo"), CancellationToken.None);

    public Task<HttpStatusCode> PairsAsync(string digits) => PostAsync("pair", new { digits });

    public Task<HttpStatusCode> SaysAsync(string text) => PostAsync("say", new { text, id = Guid.NewGuid().ToString("N") });

    public Task<HttpStatusCode> TakesUpAsync() => PostAsync("take-up", new { });

    public Task<HttpStatusCode> CallsForHelpAsync() => PostAsync("help", new { id = Guid.NewGuid().ToString("N") });

    public async Task<HttpStatusCode> PostAsync(string path, object body, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/screen/{path}") { Content = JsonContent.Create(body) };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Reads what the page is sent until it shows what is looked for.</summary>
    public async Task<JsonElement> SeesAsync(Func<JsonElement, bool> what)
    {
        var began = Stopwatch.GetTimestamp();
        var seen = "nothing";
        while (Stopwatch.GetElapsedTime(began) < Patience)
        {
            (var found, seen) = await LookAsync(what);
            if (found is { } shown)
            {
                return shown;
            }
        }

        throw new InvalidOperationException($"The screen does not show it, but: {seen}");
    }

    private async Task<(JsonElement? Found, string Seen)> LookAsync(Func<JsonElement, bool> what)
    {
        using var enough = new CancellationTokenSource(Reload);
        using var line = new ClientWebSocket();
        line.Options.Cookies = cookies.CookieContainer;
        var seen = "nothing";
        try
        {
            await line.ConnectAsync(new UriBuilder(http.BaseAddress!) { Scheme = "ws", Path = "/screen/line" }.Uri, enough.Token);
            while (await ReceiveAsync(line, enough.Token) is { } message)
            {
                seen = message.ToString();
                if (message.TryGetProperty("view", out var view) ? what(view) : what(message))
                {
                    return (view.ValueKind == JsonValueKind.Undefined ? message : view, seen);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It is looked for once more.
        }

        return (null, seen);
    }

    public void Dispose()
    {
        http.Dispose();
        cookies.Dispose();
    }

    private static async Task<JsonElement?> ReceiveAsync(ClientWebSocket line, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var part = await line.ReceiveAsync(buffer.AsMemory(length), cancellation);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (part.EndOfMessage)
            {
                return part.MessageType == WebSocketMessageType.Text ? JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement.Clone() : default(JsonElement);
            }
        }
    }
}
