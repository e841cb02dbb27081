using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>
/// Lets in only what Twilio has signed, webhooks and WebSocket handshakes alike. What was signed is the address that Twilio called: that is
/// <see cref="TwilioOptions.PublicUrl"/> and the path that came, or what a proxy says was called.
/// </summary>
internal sealed partial class SignedByTwilio(IOptions<TwilioOptions> options, ILogger<SignedByTwilio> logger)
{
    // The longest thing that Twilio posts, many times over.
    private const int MostBytes = 256 * 1024;

    public async Task<bool> IsAsync(HttpContext context, CancellationToken cancellation)
    {
        var signature = context.Request.Headers[TwilioSignature.Header].ToString();
        if (signature.Length == 0 || !IsSmall(context))
        {
            Log.Unsigned(logger, context.Request.Path);
            return false;
        }

        if (await FormAsync(context.Request, cancellation) is not { } form)
        {
            Log.Unsigned(logger, context.Request.Path);
            return false;
        }

        var addresses = Addresses(context).ToArray();
        if (!addresses.Any(address => TwilioSignature.IsValid(signature, options.Value.Tokens, address, form)) || !await IsBodyAsync(context.Request, cancellation))
        {
            Log.WronglySigned(logger, addresses[0].Split('?')[0]);
            return false;
        }

        return true;
    }

    /// <summary>What Twilio may have called, as it spells it.</summary>
    private IEnumerable<string> Addresses(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var asked = $"://{context.Request.Host}{target}";
        if (context.WebSockets.IsWebSocketRequest)
        {
            yield return options.Value.PublicSocket(target);
            yield return options.Value.PublicMedia;
            yield return options.Value.Public(target);
            yield return "wss" + asked;
            yield return "https" + asked;
        }
        else
        {
            yield return options.Value.Public(target);
            yield return context.Request.Scheme + asked;
        }
    }

    private static bool IsSmall(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }

        return context.Request.ContentLength is null or <= MostBytes;
    }

    /// <returns>Null for what calls itself a form and is none.</returns>
    private static async Task<IReadOnlyCollection<KeyValuePair<string, StringValues>>?> FormAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return request.HasFormContentType ? [.. await request.ReadFormAsync(cancellation)] : [];
        }
        catch (Exception broken) when (broken is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The signature does not cover a body that is no form; the hash in the signed address does.</summary>
    private static async Task<bool> IsBodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.HasFormContentType || (request.ContentLength ?? 0) == 0)
        {
            return true;
        }

        request.EnableBuffering();
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        request.Body.Position = 0;
        return TwilioSignature.IsBody(body.ToArray(), request.Query[TwilioSignature.BodyHash].ToString());
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A request to {Path} without Twilio's signature was refused")]
        public static partial void Unsigned(ILogger logger, string path);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A request was refused: its signature is not of {Address}. If it was Twilio's, look at Twilio:PublicUrl and at the auth token")]
        public static partial void WronglySigned(ILogger logger, string address);
    }
}
