using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>
/// Twilio's REST interface, as far as it is used. Told to slow down this waits, for itself and for everybody who asks
/// meanwhile. While auth tokens are changed, either of the two is tried.
/// </summary>
internal sealed partial class TwilioApi : IDisposable
{
    private const string Version = "2010-04-01";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);

    // Longer than this, all in all, nobody here waits: the desk asks again by its own clock.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(4);

    private readonly HttpClient http;
    private readonly TwilioOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<TwilioApi> logger;
    private readonly Lock gate = new();
    private DateTimeOffset pausedUntil;

    public TwilioApi(IOptions<TwilioOptions> options, TimeProvider time, ILogger<TwilioApi> logger)
    {
        this.options = options.Value;
        this.time = time;
        this.logger = logger;
        http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout };
    }

    /// <param name="resource">Within the account, e.g. Calls or Calls/CA….</param>
    /// <exception cref="HttpRequestException">Twilio cannot be reached, or knows neither token.</exception>
    public Task<TwilioAnswer> PostAsync(string resource, IReadOnlyCollection<KeyValuePair<string, string>> form, CancellationToken cancellation) =>
        AskPatientlyAsync(HttpMethod.Post, PathOf(resource), form, cancellation);

    /// <param name="query">As it stands in the address, escaped.</param>
    /// <exception cref="HttpRequestException">Twilio cannot be reached, or knows neither token.</exception>
    public Task<TwilioAnswer> GetAsync(string resource, string query, CancellationToken cancellation) =>
        AskPatientlyAsync(HttpMethod.Get, $"{PathOf(resource)}?{query}", null, cancellation);

    /// <param name="path">Of the next page, as an answer gave it (<c>next_page_uri</c>).</param>
    /// <exception cref="HttpRequestException">Twilio cannot be reached, or knows neither token.</exception>
    public Task<TwilioAnswer> GetNextAsync(string path, CancellationToken cancellation) => AskPatientlyAsync(HttpMethod.Get, path, null, cancellation);

    /// <exception cref="HttpRequestException">Twilio cannot be reached, or knows neither token.</exception>
    public Task<TwilioAnswer> DeleteAsync(string resource, CancellationToken cancellation) => AskPatientlyAsync(HttpMethod.Delete, PathOf(resource), null, cancellation);

    public void Dispose() => http.Dispose();

    private string PathOf(string resource) => $"/{Version}/Accounts/{options.AccountSid}/{resource}.json";

    private async Task<TwilioAnswer> AskPatientlyAsync(HttpMethod method, string path, IReadOnlyCollection<KeyValuePair<string, string>>? form, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        for (var times = 1; ; times++)
        {
            if (!await MayAskAsync(LongestWait - time.GetElapsedTime(began), cancellation))
            {
                return new TwilioAnswer((int)HttpStatusCode.TooManyRequests);
            }

            var answer = await AskAsync(method, path, form, cancellation);
            if (answer.IsForbidden)
            {
                Log.Forbidden(logger);
                throw new HttpRequestException("Twilio accepts neither auth token of this account.", null, HttpStatusCode.Unauthorized);
            }

            if (answer.Status != (int)HttpStatusCode.TooManyRequests)
            {
                return answer;
            }

            Pause(times, answer.RetryAfter);
        }
    }

    /// <summary>Waits out the pause that Twilio asked for.</summary>
    /// <returns>False where it is longer than there is patience.</returns>
    private async Task<bool> MayAskAsync(TimeSpan patience, CancellationToken cancellation)
    {
        TimeSpan pause;
        lock (gate)
        {
            pause = pausedUntil - time.GetUtcNow();
        }

        if (pause > patience)
        {
            return false;
        }

        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, time, cancellation);
        }

        return true;
    }

    private void Pause(int times, TimeSpan? asked)
    {
        var pause = asked ?? FirstPause * Math.Pow(2, times - 1);
        Log.SlowDown(logger, pause);
        lock (gate)
        {
            var until = time.GetUtcNow() + pause;
            pausedUntil = until > pausedUntil ? until : pausedUntil;
        }
    }

    private async Task<TwilioAnswer> AskAsync(HttpMethod method, string path, IReadOnlyCollection<KeyValuePair<string, string>>? form, CancellationToken cancellation)
    {
        var answer = new TwilioAnswer((int)HttpStatusCode.Unauthorized);
        foreach (var token in options.Tokens)
        {
            using var request = new HttpRequestMessage(method, options.ApiUrl.TrimEnd('/') + path);
            request.Content = form is null ? null : new FormUrlEncodedContent(form);
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.AccountSid}:{token}")));
            using var response = await http.SendAsync(request, cancellation);
            answer = await ReadAsync(response, cancellation);
            if (!answer.IsForbidden)
            {
                break;
            }
        }

        return answer;
    }

    private async Task<TwilioAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var (sid, code, all) = (string.Empty, 0, default(JsonElement));
        try
        {
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellation), default, cancellation);
            sid = body.RootElement.TryGetProperty("sid", out var name) ? name.GetString() ?? string.Empty : string.Empty;
            all = body.RootElement.Clone();
            code = body.RootElement.TryGetProperty("code", out var number) && number.TryGetInt32(out var given) ? given : 0;
        }
        catch (JsonException)
        {
            // A proxy in between answers in its own words; the status says enough.
        }

        var answer = new TwilioAnswer((int)response.StatusCode, sid, code, RetryAfter(response)) { Body = all };
        if (!answer.IsDone)
        {
            Log.Refused(logger, answer.Status, answer.Code);
        }

        return answer;
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Twilio accepts neither Twilio:AuthToken nor Twilio:OtherAuthToken for Twilio:AccountSid")]
        public static partial void Forbidden(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Twilio asks to slow down for {Pause}")]
        public static partial void SlowDown(ILogger logger, TimeSpan pause);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Twilio refused a request: status {Status}, error {Code}")]
        public static partial void Refused(ILogger logger, int status, int code);
    }
}
