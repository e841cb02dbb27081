using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>
/// The signature on everything that Twilio sends: base64 of HMAC-SHA1, with the auth token, over the address as Twilio called it and
/// every form field in ordinal order. Source: https://www.twilio.com/docs/usage/security
/// </summary>
internal static class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";

    /// <summary>In the address of a request whose body is no form: the body's SHA-256, in hexadecimal digits.</summary>
    public const string BodyHash = "bodySHA256";

    private static readonly Dictionary<string, string> DefaultPorts = new() { ["https"] = ":443", ["wss"] = ":443", ["http"] = ":80", ["ws"] = ":80" };

    /// <param name="url">As it was called, unescaped and unchanged.</param>
    public static string Of(string authToken, string url, IEnumerable<KeyValuePair<string, StringValues>> form)
    {
        var signed = new StringBuilder(url);
        foreach (var (name, values) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            foreach (var value in values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                signed.Append(name).Append(value);
            }
        }

        return Convert.ToBase64String(Hmac(authToken, signed.ToString()));
    }

    /// <summary>Whether one of the tokens signed it; Twilio writes the default port into some addresses and not into others.</summary>
    public static bool IsValid(string signature, IEnumerable<string> tokens, string url, IReadOnlyCollection<KeyValuePair<string, StringValues>> form)
    {
        var given = Encoding.UTF8.GetBytes(signature);
        return Spellings(url).Any(spelling => tokens.Any(token =>
            CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Of(token, spelling, form)))));
    }

    /// <param name="body">As it came.</param>
    /// <param name="hash">What the address says of it.</param>
    public static bool IsBody(ReadOnlySpan<byte> body, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(body))), Encoding.UTF8.GetBytes(hash));

    private static IEnumerable<string> Spellings(string url)
    {
        var authority = url.IndexOf("://", StringComparison.Ordinal) + "://".Length;
        var end = url.IndexOfAny(['/', '?'], authority) is var found and >= 0 ? found : url.Length;
        var port = url.LastIndexOf(':', end - 1) is var colon && colon >= authority && url.IndexOf(']', authority, end - authority) < colon ? colon : end;
        var bare = url[..port] + url[end..];
        yield return url;
        yield return bare;
        if (DefaultPorts.TryGetValue(url[..(authority - "://".Length)], out var usual))
        {
            yield return url[..port] + usual + url[end..];
        }
    }

    // HMAC-SHA1 is what Twilio signs with; it has no other.
#pragma warning disable CA5350
    private static byte[] Hmac(string authToken, string signed) => HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(signed));
#pragma warning restore CA5350
}
