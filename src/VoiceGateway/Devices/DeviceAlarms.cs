using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch;
using Dispatch.Alarms;
using Dispatch.Registry;
using Microsoft.Extensions.Options;
using VoiceGateway.Carriers;

namespace VoiceGateway.Devices;

/// <summary><c>POST /devices/alarm</c>: one-key call pendants, bracelets, smoke and gas sensors. See docs/devices.md.</summary>
internal static partial class DeviceAlarms
{
    public const string Path = "/devices/alarm";
    public const string DeviceHeader = "X-Device";
    public const string TimestampHeader = "X-Timestamp";
    public const string NonceHeader = "X-Nonce";
    public const string SignatureHeader = "X-Signature";

    private const string Button = "help";
    private const int LongestBody = 4096;
    private const int LongestWords = 200;
    private const int ShortestNonce = 8;
    private const int LongestNonce = 64;

    private static readonly string[] Categories =
        ["fall", "chest-pain", "breath", "stroke", "bleeding", "choking", "poisoning", "gas", "fire", "burglary", "self-harm", "unconscious", Button];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static void AddDevices(this IServiceCollection services)
    {
        services.AddOptions<DeviceOptions>().BindConfiguration(DeviceOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DeviceOptions>, DeviceOptionsCheck>().AddSingleton<DeviceWearers>();
    }

    public static void MapDevices(this WebApplication app) => app.MapPost(Path, HearAsync);

    private static async Task<IResult> HearAsync(
        HttpContext context,
        IOptions<DeviceOptions> options,
        DispatchDesk desk,
        AlarmDesk alarms,
        DeviceWearers wearers,
        CarrierMemory memory,
        TimeProvider time,
        ILogger<DeviceMessage> logger)
    {
        var cancellation = context.RequestAborted;
        if (await ReadAsync(context.Request, cancellation) is not { } body)
        {
            return Refuse(StatusCodes.Status413PayloadTooLarge, $"The body may have at most {LongestBody} bytes.");
        }

        var (device, nonce, signature) = (Header(context, DeviceHeader), Header(context, NonceHeader), Header(context, SignatureHeader));
        if (device.Length == 0 || signature.Length == 0 || nonce.Length is < ShortestNonce or > LongestNonce
            || !long.TryParse(Header(context, TimestampHeader), NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp))
        {
            return Refuse(
                StatusCodes.Status400BadRequest,
                $"Needed are the headers {DeviceHeader}, {TimestampHeader} (seconds since 1970), {NonceHeader} ({ShortestNonce} to {LongestNonce} characters) and {SignatureHeader}.");
        }

        // A device that is not known and a key that is wrong are told apart by nobody.
        if (!options.Value.Known.TryGetValue(device, out var known)
            || !DeviceSignature.IsRight(DeviceSignature.Of(known.Key, device, timestamp, nonce, body), signature))
        {
            Log.Strange(logger);
            return Refuse(StatusCodes.Status401Unauthorized, "The device is not known, or its signature is wrong.");
        }

        if (Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - timestamp) > options.Value.Tolerance.TotalSeconds)
        {
            return Refuse(StatusCodes.Status401Unauthorized, $"The timestamp is off by more than {options.Value.Tolerance}; the clock here says {time.GetUtcNow().ToUnixTimeSeconds()}.");
        }

        if (Parse(body) is not { } message)
        {
            return Refuse(
                StatusCodes.Status400BadRequest,
                $"The body has to be JSON like {{\"category\":\"fall\",\"words\":\"…\"}}, category one of {string.Join(", ", Categories)}, words at most {LongestWords} characters; both may be left out.");
        }

        if (!await memory.TryNoteAsync($"device:{device}:{nonce}", Guid.NewGuid().ToString("N"), options.Value.Tolerance * 2, cancellation))
        {
            return Refuse(StatusCodes.Status409Conflict, "This message was heard before.");
        }

        var report = await ReportAsync(device, nonce, PhoneNumber.Normalise(known.Phone), message, wearers, cancellation);
        await desk.RaiseAlarmAsync(report, cancellation);
        return Results.Accepted(value: new { alarm = alarms.Open(report.Region).FirstOrDefault(alarm => alarm.Reports.Any(each => each.Id == report.Id))?.Id });
    }

    private static async Task<EmergencyReport> ReportAsync(
        string device, string nonce, string phone, DeviceMessage message, DeviceWearers wearers, CancellationToken cancellation)
    {
        var caller = await wearers.FindAsync(phone, cancellation);
        return new EmergencyReport
        {
            Id = $"device/{device}/{nonce}",
            Region = caller.Region,
            Source = "device",
            Category = message.Category ?? Button,
            Phone = phone,
            ElderId = caller.ElderId,
            Name = caller.Name,
            Address = caller.Address,
            Words = message.Words ?? "",
        };
    }

    private static string Header(HttpContext context, string name) => context.Request.Headers[name].ToString();

    private static IResult Refuse(int status, string error) => Results.Json(new { error }, statusCode: status);

    /// <returns>Null where it is too long.</returns>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var buffer = new byte[LongestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return length > LongestBody ? null : buffer[..length];
    }

    private static DeviceMessage? Parse(byte[] body)
    {
        try
        {
            var message = body.Length == 0 ? new DeviceMessage(null, null) : JsonSerializer.Deserialize<DeviceMessage>(body, Json);
            return message is not null && (message.Category is null || Categories.Contains(message.Category)) && !(message.Words?.Length > LongestWords) ? message : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A message of a device that is not known, or with a wrong signature, was refused")]
        public static partial void Strange(ILogger logger);
    }
}
