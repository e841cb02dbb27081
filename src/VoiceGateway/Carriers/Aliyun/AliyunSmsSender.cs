using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dispatch;
using Dispatch.Registry;
using Microsoft.Extensions.Options;

namespace VoiceGateway.Carriers.Aliyun;

/// <summary>Sends messages through Aliyun's short message service; its answer and what is reported later carry our own name of the message.</summary>
internal sealed partial class AliyunSmsSender : ISmsSender, IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(2);
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout };
    private readonly CarrierMemory memory;
    private readonly OptOuts optOuts;
    private readonly AliyunOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<AliyunSmsSender> logger;

    public AliyunSmsSender(CarrierMemory memory, OptOuts optOuts, IOptions<AliyunOptions> options, TimeProvider time, ILogger<AliyunSmsSender> logger)
    {
        this.memory = memory;
        this.optOuts = optOuts;
        this.options = options.Value;
        this.time = time;
        this.logger = logger;
    }

    public async Task<SmsOutcome> SendAsync(Sms sms, CancellationToken cancellation)
    {
        if (!PhoneNumber.IsMobile(sms.To) || await optOuts.HasAsync(sms.To, cancellation))
        {
            return SmsOutcome.Unreachable;
        }

        var name = $"sms:{sms.Id}";
        if (await memory.FindAsync(name, cancellation) is not null)
        {
            return SmsOutcome.Accepted;
        }

        var code = await AskAsync(sms, cancellation);
        if (code == "OK")
        {
            await memory.NoteAsync(name, "sent", Remembered, cancellation);
            return SmsOutcome.Accepted;
        }

        Log.Refused(logger, code);
        return code == "isv.MOBILE_NUMBER_ILLEGAL" ? SmsOutcome.Unreachable : SmsOutcome.TryLater;
    }

    public void Dispose() => http.Dispose();

    /// <returns>Aliyun's word for what it did.</returns>
    private async Task<string> AskAsync(Sms sms, CancellationToken cancellation)
    {
        using var request = Request(sms);
        using var response = await http.SendAsync(request, cancellation);
        try
        {
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellation), default, cancellation);
            return body.RootElement.TryGetProperty("Code", out var code) ? code.GetString() ?? string.Empty : string.Empty;
        }
        catch (JsonException)
        {
            return $"HTTP {(int)response.StatusCode}";
        }
    }

    private HttpRequestMessage Request(Sms sms)
    {
        var query = Query(
        [
            new("OutId", sms.Id),
            new("PhoneNumbers", sms.To),
            new("SignName", options.SignName),
            new("TemplateCode", options.TemplateCode),
            new("TemplateParam", JsonSerializer.Serialize(new { text = WithoutSignature(sms.Text) }, Json)),
        ]);
        var address = new Uri($"{options.ApiUrl.TrimEnd('/')}/?{query}");
        var headers = new Dictionary<string, string>
        {
            ["host"] = address.Authority,
            ["x-acs-action"] = "SendSms",
            ["x-acs-version"] = "2017-05-25",
            ["x-acs-date"] = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["x-acs-signature-nonce"] = Guid.NewGuid().ToString("N"),
            ["x-acs-content-sha256"] = AliyunSignature.Hash(string.Empty),
        };
        var request = new HttpRequestMessage(HttpMethod.Post, address);
        foreach (var (name, value) in headers.Where(header => header.Key != "host"))
        {
            request.Headers.Add(name, value);
        }

        request.Headers.TryAddWithoutValidation("Authorization", AliyunSignature.Authorization(options.AccessKeyId, options.AccessKeySecret, "POST", query, headers));
        return request;
    }

    /// <param name="fields">In ordinal order.</param>
    private static string Query(IEnumerable<KeyValuePair<string, string>> fields) =>
        string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));

    /// <summary>Aliyun begins every message with the approved signature itself.</summary>
    private static string WithoutSignature(string text) =>
        text.StartsWith('【') && text.IndexOf('】', StringComparison.Ordinal) is var end and > 0 ? text[(end + 1)..] : text;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Aliyun refused a message: {Code}")]
        public static partial void Refused(ILogger logger, string code);
    }
}
