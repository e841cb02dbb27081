using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Testing.Twilio;

/// <summary>
/// Twilio as it is seen from outside: takes REST requests, holds them against its published description, calls signed webhooks through a
/// proxy that hides the public address, sends them again, out of order or not at all, and does with every call what the answers say.
/// Whatever it does not expect is kept in <see cref="Faults"/>.
/// </summary>
public sealed class FakeTwilio : IAsyncDisposable
{
    public const string AccountSid = "AC0123456789abcdef0123456789abcdef";
    public const string AuthToken = "0123456789abcdef0123456789abcdef";
    public const string OtherAuthToken = "fedcba9876543210fedcba9876543210";
    public const string Number = "+8677312349000";

    /// <summary>What Twilio knows the hotline by; a proxy takes the path away before the hotline sees it.</summary>
    public const string PublicUrl = "https://hotline.example.org/care";

    /// <summary>Another address of the hotline, that only streams are sent to.</summary>
    public const string MediaUrl = "wss://media.example.org";

    private static readonly TimeSpan WebhookBudget = TimeSpan.FromSeconds(15);

    private readonly WebApplication app;
    private readonly HttpClient http = new() { Timeout = WebhookBudget };
    private readonly TwilioApiDescription? description = TwilioApiDescription.Load();
    private readonly ConcurrentDictionary<string, FakeTwilioCall> calls = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> conferences = new();
    private readonly ConcurrentQueue<TwilioRequest> requests = new();
    private int made;

    private FakeTwilio()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    /// <summary>Where the hotline listens behind its proxy.</summary>
    public Uri Hotline { get; set; } = new("http://127.0.0.1");

    public string ApiUrl => app.Urls.First();

    /// <summary>The token that webhooks are signed with, and the only one that requests may bring.</summary>
    public string Token { get; set; } = AuthToken;

    /// <summary>How often every webhook comes: more than once is a retry, with the same idempotency token.</summary>
    public int Deliveries { get; set; } = 1;

    /// <summary>What is refused, and how; null where a request is taken.</summary>
    public Func<TwilioRequest, TwilioRefusal?> Refuses { get; set; } = _ => null;

    /// <summary>The recordings of the account, by their names.</summary>
    public ConcurrentDictionary<string, FakeTwilioRecording> Recordings { get; } = new();

    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>Everything that was taken, in order.</summary>
    public IReadOnlyList<TwilioRequest> Requests => [.. requests];

    public IEnumerable<TwilioRequest> Messages => requests.Where(request => request.Resource == "Messages");

    public IEnumerable<FakeTwilioCall> Calls => calls.Values;

    public static async Task<FakeTwilio> StartAsync()
    {
        var twilio = new FakeTwilio();
        await twilio.app.StartAsync();
        return twilio;
    }

    /// <summary>Somebody dials the hotline's number.</summary>
    public FakeTwilioCall Dial(string from)
    {
        var call = new FakeTwilioCall(this, NewSid("CA"), from, Number, string.Empty);
        calls[call.Sid] = call;
        call.Answer($"{PublicUrl}/twilio/voice", null);
        return call;
    }

    /// <summary>Somebody writes to the hotline.</summary>
    /// <returns>The status that the webhook was answered with.</returns>
    public async Task<HttpStatusCode> WriteAsync(string from, string text, string? messageSid = null) =>
        (await PostAsync($"{PublicUrl}/twilio/messages", new() { ["MessageSid"] = messageSid ?? NewSid("SM"), ["AccountSid"] = AccountSid, ["From"] = from, ["To"] = Number, ["Body"] = text, ["NumMedia"] = "0" })).Status;

    /// <summary>Reports how a message stands.</summary>
    public Task<(HttpStatusCode Status, string Body)> ReportAsync(TwilioRequest message, string status, string? errorCode = null)
    {
        var form = new Dictionary<string, string> { ["MessageSid"] = NewSid("SM"), ["MessageStatus"] = status, ["To"] = message.Field("To"), ["From"] = Number, ["AccountSid"] = AccountSid };
        if (errorCode is not null)
        {
            form["ErrorCode"] = errorCode;
        }

        return PostAsync(message.Field("StatusCallback"), form);
    }

    /// <summary>Calls a webhook as Twilio does, as often as <see cref="Deliveries"/> says, and takes the last answer.</summary>
    public async Task<(HttpStatusCode Status, string Body)> PostAsync(string url, Dictionary<string, string> form, string? signature = null)
    {
        var token = NewSid("");
        var answer = (HttpStatusCode.OK, string.Empty);
        for (var times = 0; times < Deliveries; times++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Behind(url));
            request.Content = new FormUrlEncodedContent(form);
            request.Headers.Add("X-Twilio-Signature", signature ?? Sign(url, form));
            request.Headers.Add("I-Twilio-Idempotency-Token", token);
            using var response = await http.SendAsync(request);
            answer = (response.StatusCode, await response.Content.ReadAsStringAsync());
        }

        return answer;
    }

    public async Task<ClientWebSocket> StreamAsync(string url, bool isSigned = true)
    {
        var socket = new ClientWebSocket();
        if (isSigned)
        {
            socket.Options.SetRequestHeader("X-Twilio-Signature", Sign(url, []));
        }

        await socket.ConnectAsync(new UriBuilder(Behind(url)) { Scheme = "ws" }.Uri, CancellationToken.None);
        return socket;
    }

    /// <summary>Waits until the ends of the calls that are over have been reported.</summary>
    public Task SettleAsync() => Task.WhenAll(calls.Values.Where(call => call.IsOver).Select(call => call.Running));

    public async ValueTask DisposeAsync()
    {
        foreach (var call in calls.Values)
        {
            await call.DisposeAsync();
        }

        await app.DisposeAsync();
        http.Dispose();
    }

    internal FakeTwilioCall? Find(string sid) => calls.GetValueOrDefault(sid);

    /// <returns>Completes when anybody leaves the conference: it ends for all.</returns>
    internal Task Enter(string conference) =>
        conferences.GetOrAdd(conference, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    internal void EndConference(string conference)
    {
        if (conferences.TryRemove(conference, out var over))
        {
            over.SetResult();
        }
    }

    internal string NewSid(string kind) => $"{kind}{Interlocked.Increment(ref made):x8}{Guid.NewGuid():N}"[..(kind.Length + 32)];

    private string Sign(string url, Dictionary<string, string> form)
    {
        var signed = url + string.Concat(form.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => field.Key + field.Value));
#pragma warning disable CA5350 // Twilio signs with SHA-1.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Token), Encoding.UTF8.GetBytes(signed)));
#pragma warning restore CA5350
    }

    private Uri Behind(string url)
    {
        var known = url.StartsWith(MediaUrl, StringComparison.Ordinal) ? MediaUrl : PublicUrl.Replace("https", url.Split(':')[0], StringComparison.Ordinal);
        return new Uri(Hotline, url[known.Length..]);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? Values(await context.Request.ReadFormAsync()) : [];
        var path = context.Request.Path.Value!;
        foreach (var fault in description?.FaultsOf(context.Request.Method, path, Values(context.Request.Query), form) ?? [])
        {
            Faults.Enqueue($"{context.Request.Method} {path}: {fault}");
        }

        var isKnown = AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var given)
            && given.Parameter == Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AccountSid}:{Token}"));
        var request = new TwilioRequest(path.Split($"/2010-04-01/Accounts/{AccountSid}/")[^1].Replace(".json", string.Empty, StringComparison.Ordinal), form);
        var refusal = !isKnown ? new TwilioRefusal(401, 20003) : IsAboutEndedCall(request) ? new TwilioRefusal(400, 21220) : Refuses(request);
        if (refusal is not null)
        {
            context.Response.StatusCode = refusal.Status;
            if (refusal.RetryAfter is { } seconds)
            {
                context.Response.Headers.RetryAfter = $"{seconds}";
            }

            await context.Response.WriteAsJsonAsync(new { code = refusal.Code, message = "refused", status = refusal.Status });
            return;
        }

        if (request.Resource.StartsWith("Recordings", StringComparison.Ordinal))
        {
            await (HttpMethods.IsDelete(context.Request.Method) ? DeleteRecordingAsync(context, request) : ListRecordingsAsync(context));
            return;
        }

        requests.Enqueue(request);
        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Response.WriteAsJsonAsync(new { sid = Take(request) });
    }

    private static Dictionary<string, string[]> Values(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> fields) =>
        fields.ToDictionary(field => field.Key, field => field.Value.Select(value => value!).ToArray());

    private Task DeleteRecordingAsync(HttpContext context, TwilioRequest request)
    {
        context.Response.StatusCode = Recordings.TryRemove(request.Resource.Split('/')[1], out _) ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>One on a page.</summary>
    private Task ListRecordingsAsync(HttpContext context)
    {
        var before = DateTimeOffset.Parse(context.Request.Query["DateCreated<"].ToString(), CultureInfo.InvariantCulture);
        var page = int.TryParse(context.Request.Query["Page"], CultureInfo.InvariantCulture, out var number) ? number : 0;
        FakeTwilioRecording[] old = [.. Recordings.Values.Where(recording => recording.Created <= before).OrderBy(recording => recording.Sid, StringComparer.Ordinal)];
        return context.Response.WriteAsJsonAsync(new
        {
            recordings = old.Skip(page).Take(1).Select(recording => new { sid = recording.Sid, source = recording.Source, date_created = recording.Created.ToString("r", CultureInfo.InvariantCulture) }),
            next_page_uri = page + 1 < old.Length ? $"{context.Request.Path}?DateCreated%3C={Uri.EscapeDataString(context.Request.Query["DateCreated<"]!)}&PageSize=200&Page={page + 1}" : null,
        });
    }

    private bool IsAboutEndedCall(TwilioRequest request) =>
        request.Resource.Split('/') is ["Calls", var sid, ..] && Find(sid) is { IsOver: true };

    private string Take(TwilioRequest request)
    {
        switch (request.Resource.Split('/'))
        {
            case ["Calls"]:
                var call = new FakeTwilioCall(this, NewSid("CA"), request.Field("From"), request.Field("To"), request.Field("StatusCallback")) { Request = request };
                calls[call.Sid] = call;
                return call.Sid;
            case ["Calls", var sid] when Find(sid) is { } known:
                known.Change(request);
                return sid;
            case ["Calls", var sid, "Recordings"] when Find(sid) is not null:
                return NewSid("RE");
            case ["Messages"]:
                return NewSid("SM");
            default:
                Faults.Enqueue($"{request.Resource} was not expected");
                return string.Empty;
        }
    }
}
